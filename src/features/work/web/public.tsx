export { inOrder, type ListAddress, readAddress } from './address.ts';
export { listName, NameCell, PatientLink, PersonCell, WorkColumns } from './cells.tsx';
export { EndDialog } from './end-dialog.tsx';
export { GiveDialog } from './give-dialog.tsx';
export { HoldersPanel, HolderSteps } from './holders-panel.tsx';
export { WorkPage } from './work-page.tsx';
export { takingColumn } from './taking-column.tsx';
export { useTaking } from './use-taking.ts';
export { useWorkActs } from './use-work-acts.ts';
