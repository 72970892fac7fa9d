/** Words of the demo clinic. Invented; nobody is meant. */
export const visitReasons = [
  'Blood pressure check',
  'Medication review',
  'Annual physical',
  'Sore throat',
  'Back pain',
  'Vaccination',
  'Prenatal visit',
  'Diabetes follow-up',
  'Skin rash',
  'Cough',
  'Headaches',
  'Knee pain',
  'Well-baby visit',
  'Ear pain',
  'Travel advice',
  'Result discussion',
  'Suture removal',
  'Sleep trouble',
  'Mood check-in',
  'Form to fill in',
];
export const noteTitles = ['Visit', 'Phone call', 'Follow-up', 'Nurse visit', 'Procedure'];
export const noteBodies = [
  'Feels well. Blood pressure 124/78. Continue as before, review in six months.',
  'Symptoms for four days, no fever. Examination unremarkable. Advised rest and fluids, return if worse.',
  'Reviewed results together. Agreed on diet and exercise first, repeat in three months.',
  'Medication tolerated well. Renewed for three months.',
  'Pain after gardening. No red flags. Exercises shown, physiotherapy offered.',
  'Discussed screening. Patient would like to think about it and will call.',
  'Wound clean and dry, sutures removed. No signs of infection.',
  'Sleeping poorly since the move. Sleep hygiene discussed, follow-up in four weeks.',
];
export const messageSubjects = [
  'Form for the insurer',
  'Callback requested',
  'Vaccine order',
  'Room change on Friday',
  'Patient asks about results',
  'Referral came back',
  'Please look at this rash photo',
  'Overtime last week',
  'Flu clinic staffing',
  'Prescription question',
  'New fridge log',
  'Interpreter needed',
  'Missed appointments',
  'Pharmacy called',
  'Transfer of records',
];
export const messageBodies = [
  'Could you have a look when you have a minute? It is not urgent, but the patient is waiting to hear from us.',
  'They called twice this morning. I said somebody would call back before the end of the day.',
  'Please tell me by Thursday whether this works for you.',
  'I have put the papers into your tray. They need a signature.',
  'Just so that you know; nothing to do unless you see it differently.',
];
export const taskTitles = [
  'Call back about results',
  'Send referral',
  'Renew prescription',
  'Complete disability form',
  'Book follow-up',
  'Check immunization record',
  'Arrange interpreter',
  'Request old records',
  'Order supplies',
  'Prepare charts for Monday',
  'Confirm address',
  'Follow up on missed visit',
];
export const resultPanels = [
  {
    title: 'Lipid panel',
    lines: [
      { name: 'Total cholesterol', unit: 'mmol/L', low: 3.2, high: 5.2, spread: 2.6 },
      { name: 'HDL cholesterol', unit: 'mmol/L', low: 1, high: 2.2, spread: 1 },
      { name: 'LDL cholesterol', unit: 'mmol/L', low: 1.2, high: 3.4, spread: 2.2 },
      { name: 'Triglycerides', unit: 'mmol/L', low: 0.5, high: 1.7, spread: 1.6 },
    ],
  },
  {
    title: 'Complete blood count',
    lines: [
      { name: 'Hemoglobin', unit: 'g/L', low: 120, high: 160, spread: 45 },
      { name: 'White cells', unit: '10⁹/L', low: 4, high: 11, spread: 8 },
      { name: 'Platelets', unit: '10⁹/L', low: 150, high: 400, spread: 260 },
    ],
  },
  {
    title: 'Thyroid stimulating hormone',
    lines: [{ name: 'TSH', unit: 'mIU/L', low: 0.4, high: 4, spread: 4 }],
  },
  {
    title: 'Hemoglobin A1c',
    lines: [{ name: 'Hemoglobin A1c', unit: '%', low: 4, high: 6, spread: 3 }],
  },
];
export const claimServices = [
  'Office visit',
  'Complete examination',
  'Prenatal visit',
  'Minor procedure',
  'Counselling',
  'Immunization',
];
export const letterSubjects = [
  'Referral',
  'Reply to your consultation',
  'Request for old records',
  'Note for the employer',
  'Report for the insurer',
  'Referral for physiotherapy',
  'Transfer of care',
];
export const letterBodies = [
  'Thank you for seeing this patient about symptoms that have lasted for six weeks. Treatment here has helped only in part. I would be grateful for your opinion on what else could be done.\n\nThe current medications and the last results are enclosed.',
  'Thank you for your report. We have followed your advice, and the next visit here is in three months.\n\nPlease let us know if you would like anything done before that.',
  'This patient has moved to our clinic. Please send us a copy of the record of the last five years, with results and reports. The signed consent is enclosed.',
  'This patient was seen here today and should do no heavy lifting for two weeks. A gradual return to full duties is expected after that.',
];
export const letterRecipients = [
  {
    name: 'Dr Imogen Ferris',
    organization: 'Harbour Cardiology',
    address: '12 Quay Street',
    fax: '250-555-0123',
  },
  { name: 'Dr Tobias Lund', organization: 'Ridge Orthopaedics', address: '340 Ridge Road', fax: '250-555-0148' },
  { name: 'Claims department', organization: 'Northmere Insurance', address: '1 Tower Place', fax: '604-555-0191' },
  { name: 'Medical records', organization: 'Old Mill Clinic', address: '7 Mill Lane', fax: '250-555-0116' },
  { name: 'Leona Achterberg', organization: 'Stride Physiotherapy', address: '88 Garden Way', fax: '250-555-0175' },
];
export const outsideSubjects = [
  'Echo report',
  'Dose of the new tablet',
  'Coverage of a brace',
  'Earlier appointment',
  'Missing page of a report',
  'Allergy list',
];
export const outsideQuestions = [
  'When can we expect the report? The patient is seen here again next week.',
  'The dose on the label differs from what we wrote. Which one was dispensed?',
  'Could the appointment be moved forward? The symptoms have become worse.',
  'The second page did not arrive. Please send it once more.',
];
export const outsideAnswers = [
  'It is being typed and will be with you on Friday.',
  'The lower one was dispensed, as agreed by phone. Please confirm in writing.',
  'There is a place on Monday at 10:20. Please let us know whether that suits.',
  'Enclosed. Sorry about that.',
];
export const prescribed = [
  { medication: 'Metformin', dose: '500 mg', directions: 'One tablet twice a day with food', quantity: '180 tablets' },
  { medication: 'Ramipril', dose: '5 mg', directions: 'One capsule each morning', quantity: '90 capsules' },
  {
    medication: 'Amoxicillin',
    dose: '500 mg',
    directions: 'One capsule three times a day for 7 days',
    quantity: '21 capsules',
  },
  {
    medication: 'Salbutamol inhaler',
    dose: '100 µg',
    directions: 'Two puffs when needed, up to four times a day',
    quantity: '1 inhaler',
  },
  { medication: 'Atorvastatin', dose: '20 mg', directions: 'One tablet in the evening', quantity: '90 tablets' },
  {
    medication: 'Hydrocortisone 1 % cream',
    dose: '',
    directions: 'Thinly on the rash at night, no longer than 10 days',
    quantity: '30 g',
  },
  {
    medication: 'Levothyroxine',
    dose: '75 µg',
    directions: 'One tablet on an empty stomach each morning',
    quantity: '90 tablets',
  },
  {
    medication: 'Naproxen',
    dose: '250 mg',
    directions: 'One tablet twice a day with food, when in pain',
    quantity: '40 tablets',
  },
];
export const prescriptionNotes = ['', '', '', 'Blister pack, please.', 'Replaces the prescription of last month.'];
export const prescriptionReasons = ['Did not tolerate it', 'Dose changed', 'Written twice'];
