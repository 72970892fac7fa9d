export { PatientBlocks } from './patient-blocks.tsx';
export { SaveSetForm } from './save-set-form.tsx';
export { SetAccessButton } from './set-access-button.tsx';
