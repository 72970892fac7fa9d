import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { prescriptionWords as words } from '#web/words/prescriptions.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { inOrder, readAddress, WorkPage } from '../../work/web/public.tsx';
import {
  folders,
  ListPrescriptions,
  type PrescriptionStatus,
  prescriptionStatuses,
  ExportPrescriptions,
} from '../contract.ts';
import { PrescriptionsTable } from './prescriptions-table.tsx';

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, folders, prescriptionStatuses);
  const { folder, after } = address;
  // What is one's own to sign is in one state only.
  const status = folder === 'all' ? address.status : undefined;
  const asked = {
    folder,
    ...(status ? { status: status as PrescriptionStatus } : {}),
    ...inOrder(address),
    ...(after ? { after } : {}),
  };
  return { ...(await load(ListPrescriptions, asked, request)), address: { ...address, status } };
}

/** Prescriptions that one must sign; all of the clinic's. */
export function PrescriptionsPage() {
  const { prescriptions, next, waiting, address } = useLoaderData<typeof loader>();
  return (
    <WorkPage
      at="/prescriptions"
      words={words}
      folders={folders}
      address={address}
      waiting={waiting}
      kind="prescription"
      next={next}
      offers={{ days: true, order: address.folder === 'all' ? 'latest' : 'oldest' }}
      file={{
        operation: ExportPrescriptions,
        input: {
          folder: address.folder,
          ...(address.status ? { status: address.status } : {}),
          ...inOrder(address),
        },
        fileName: workFileWords.prescriptions.name,
      }}
      statuses={address.folder === 'all' ? prescriptionStatuses : []}
      count={prescriptions.length}
      trouble={undefined}
      did={undefined}
    >
      <PrescriptionsTable prescriptions={prescriptions} of={address.folder} />
    </WorkPage>
  );
}
