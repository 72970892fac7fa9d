export { InvitationMade } from './invitation-made.tsx';
export { emptyLogin, type LoginDraft, loginOf, missingOfLogin } from './login-draft.ts';
export { LoginFields } from './login-fields.tsx';
export { LoginPanel } from './login-panel.tsx';
export { loginFieldOf } from './login-refusals.ts';
