export { giveLogin, hashSecrets, prepareLogin } from './give-login.ts';
export { endSessions, openDoor, removeCredentials, renewSession } from './store.ts';
export { inviteAll } from './invite-all.ts';
