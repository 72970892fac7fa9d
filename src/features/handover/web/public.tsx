export { Doubts, DoubtsNotice } from './doubts.tsx';
