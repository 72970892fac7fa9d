import { useMemo, useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { useSession } from '#web/session.ts';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { importWords as words } from '#web/words/import-users.ts';
import { userWords } from '#web/words/users.ts';
import { ReadUserChoices } from '../../contract.ts';
import { columnsOf } from '../../import-columns.ts';
import { type Imported, ImportUsers } from '../../import-contract.ts';
import { provinceOf } from '../../provinces/provinces.ts';
import { FilePanel } from './file-panel.tsx';
import { ImportedPage } from './imported-page.tsx';
import { PreviewPanels } from './preview-panels.tsx';
import { TemplatePanel } from './template-panel.tsx';
import { exampleRow } from './template.ts';
import { useImport } from './use-import.ts';

export const loader = ({ request }: LoaderFunctionArgs) => load(ReadUserChoices, {}, request);

export const ImportUsersPage = () => (
  <Permitted operation={ImportUsers}>
    <ImportUsersSteps />
  </Permitted>
);

/** Template, file, what would be imported, and the links that are handed over afterwards. */
function ImportUsersSteps() {
  const choices = useLoaderData<typeof loader>();
  const { province } = useSession().clinic;
  const columns = useMemo(() => columnsOf(provinceOf(province)), [province]);
  const example = useMemo(() => exampleRow(columns, choices), [columns, choices]);
  const [imported, setImported] = useState<Imported>();
  const { check, checked, problem, checking, again } = useImport(columns, example);
  if (imported) return <ImportedPage imported={imported} />;
  return (
    <div className="stack">
      <PageHeader
        title={words.title}
        crumbs={[{ to: '/admin/users', label: userWords.manageUsers }]}
        lead={words.lead}
      />
      {checked ? (
        <PreviewPanels
          key={checked.preview.planHash}
          checked={checked}
          columns={columns}
          onImported={setImported}
          onAnother={again}
          onCheck={check}
        />
      ) : (
        <>
          <TemplatePanel columns={columns} example={example} />
          <FilePanel onCheck={check} problem={problem} checking={checking} />
        </>
      )}
    </div>
  );
}
