export { OwnFactors } from './own-factors.tsx';
export { ResetFactorsDialog } from './reset-factors-dialog.tsx';
export { signInByPasskey } from './sign-in-by-passkey.ts';
