import { Button } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useRevalidator } from 'react-router';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { workFileWords } from '#web/words/work-files.ts';
import { patientWords } from '#web/words/patients.ts';
import { readAddress, WorkPage } from '../../work/web/public.tsx';
import { ExportMrpPatients, ListMrpPatients, mrpFolders } from '../contract.ts';
import { AssignMrpDialog } from './assign-mrp-dialog.tsx';
import { MrpPatientsTable } from './mrp-patients-table.tsx';

const words = patientWords.mrpPatients;

export async function loader({ request }: LoaderFunctionArgs) {
  const address = readAddress(request, mrpFolders, []);
  const { folder, name, after } = address;
  const asked = { folder, ...(name ? { name } : {}), ...(after ? { after } : {}) };
  return { ...(await load(ListMrpPatients, asked, request)), address };
}

const none: ReadonlySet<string> = new Set();

/** The patients whose MRP one is, those without one, and giving them to one. */
export function MrpPatientsPage() {
  const { patients, next, waiting, address } = useLoaderData<typeof loader>();
  const { revalidate } = useRevalidator();
  const may = useMay();
  const [selected, setSelected] = useState(none);
  const [asking, setAsking] = useState(false);
  const [did, setDid] = useState<{ readonly says: string }>();
  // Only what stands on the page is given: what is selected and out of sight is not.
  const chosen = patients.flatMap(({ patientId }) => (selected.has(patientId) ? [patientId] : []));
  const mayAssign = may('patients.assign-mrp');
  const done = async (says: string) => {
    setAsking(false);
    setSelected(none);
    setDid({ says });
    await revalidate();
  };
  return (
    <>
      <WorkPage
        at="/patients/mrp"
        words={words}
        crumbs={[{ to: '/patients', label: patientWords.patients }]}
        folders={mrpFolders}
        address={address}
        waiting={waiting}
        kind="mrp-patient"
        file={{
          operation: ExportMrpPatients,
          input: { folder: address.folder, ...(address.name ? { name: address.name } : {}) },
          fileName: workFileWords.mrpPatients.name,
        }}
        next={next}
        count={patients.length}
        trouble={undefined}
        did={did}
        actions={
          mayAssign && (
            <>
              {chosen.length === 0 && <span className="small dim">{words.assign.none}</span>}
              <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>
                {words.assign.button(chosen.length)}
              </Button>
            </>
          )
        }
      >
        <MrpPatientsTable
          patients={patients}
          folder={address.folder}
          {...(mayAssign ? { selected, onSelect: setSelected } : {})}
        />
      </WorkPage>
      <AssignMrpDialog
        opened={asking}
        patientIds={chosen}
        onClose={() => setAsking(false)}
        onDone={(says) => void done(says)}
      />
    </>
  );
}
