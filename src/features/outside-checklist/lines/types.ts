export const practitioners = ['doctor', 'nurse', 'resident', 'midwife'];
export const everybody = [...practitioners, 'receptionist', 'admin'];
