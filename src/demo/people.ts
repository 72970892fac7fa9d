/** Who works in the demo clinic: about 25 users of every type. Sites by their place in the province's list. */
export interface DemoUser {
  readonly lastName: string;
  readonly firstName: string;
  readonly type: 'doctor' | 'nurse' | 'resident' | 'midwife' | 'receptionist' | 'admin';
  readonly roles: readonly ('admin' | 'doctor' | 'front desk' | 'billing')[];
  readonly sites: readonly number[];
  readonly speciality?: string;
  readonly team?: string;
  readonly status?: 'locked' | 'inactive';
}

const doctor = { type: 'doctor', roles: ['doctor'], speciality: 'Family medicine', team: 'Alder' } as const;
const desk = { type: 'receptionist', roles: ['front desk'] } as const;

export const demoUsers: readonly DemoUser[] = [
  { lastName: 'Lindqvist', firstName: 'Ada', type: 'admin', roles: ['admin', 'doctor'], sites: [0, 1, 2] },
  { lastName: 'Castellane', firstName: 'Bo', ...doctor, sites: [0, 1, 2] },
  { lastName: 'Okonjo', firstName: 'Cy', ...doctor, sites: [0, 2] },
  { lastName: 'Hartwell', firstName: 'Dee', ...desk, sites: [0, 2] },
  { lastName: 'Raman', firstName: 'Priya', ...doctor, sites: [0, 1] },
  { lastName: 'Brandvold', firstName: 'Signe', ...doctor, sites: [0, 1] },
  { lastName: 'Tremblay', firstName: 'Luc', ...doctor, sites: [1] },
  { lastName: 'Nakamura', firstName: 'Hana', ...doctor, team: 'Birch', sites: [2] },
  { lastName: 'Fairweather', firstName: 'Gideon', ...doctor, speciality: 'Dermatology', team: 'Birch', sites: [1, 2] },
  { lastName: 'Singh', firstName: 'Arjan', ...doctor, speciality: 'Internal medicine', sites: [0] },
  { lastName: 'Eriksen', firstName: 'Halvor', type: 'resident', roles: ['doctor'], sites: [0] },
  { lastName: 'Adeyemi', firstName: 'Tolu', type: 'resident', roles: ['doctor'], sites: [1] },
  { lastName: 'Marchetti', firstName: 'Ines', type: 'nurse', roles: ['doctor'], sites: [0, 1] },
  { lastName: 'Whitecalf', firstName: 'June', type: 'nurse', roles: ['doctor'], sites: [2] },
  { lastName: 'Delacroix', firstName: 'Odile', type: 'nurse', roles: ['doctor'], sites: [1] },
  { lastName: 'Dufresne-Achterberg', firstName: 'Marie-Clémentine', type: 'midwife', roles: ['doctor'], sites: [1] },
  { lastName: 'Kowalczyk', firstName: 'Zofia', type: 'midwife', roles: ['doctor'], sites: [0] },
  { lastName: 'Pratt', firstName: 'Joana', ...desk, sites: [2] },
  { lastName: 'Novak', firstName: 'Ruben', ...desk, sites: [1], status: 'locked' },
  { lastName: 'Bannister', firstName: 'Wren', ...desk, sites: [0] },
  { lastName: 'Osei', firstName: 'Kofi', ...desk, sites: [1] },
  { lastName: 'Abara', firstName: 'Teun', type: 'admin', roles: ['billing'], sites: [0] },
  { lastName: 'Vance', firstName: 'Marguerite', type: 'admin', roles: ['admin'], sites: [0, 1, 2] },
  { lastName: 'Thornbury', firstName: 'Caspian', ...doctor, sites: [0], status: 'inactive' },
  { lastName: 'Solberg', firstName: 'Tuva', ...desk, sites: [0], status: 'inactive' },
];

export const DEMO_PASSWORD = 'Harbour7light';
export const DEMO_PASSCODE = '730619';

/** Signed in by their first names. */
export const demoLogins = [
  { role: 'administrator', username: 'ada' },
  { role: 'doctor', username: 'bo' },
  { role: 'receptionist', username: 'dee' },
].map((login) => ({ ...login, password: DEMO_PASSWORD, passcode: DEMO_PASSCODE }));

/** What the two roles that this clinic made itself allow; `admin` and `doctor` come with it. */
export const demoRoles = [
  {
    name: 'front desk',
    description: 'Schedule, master files, inbox and tasks; no charts.',
    permissions: /^(schedule|patients|inbox|tasks)\./,
  },
  { name: 'billing', description: 'Claims, inbox and tasks.', permissions: /^(claims|inbox|tasks|patients\.search)/ },
] as const;
