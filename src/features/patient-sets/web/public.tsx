export { SaveSetForm } from './save-set-form.tsx';
