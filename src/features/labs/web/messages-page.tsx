import { Button, FileInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router';
import { load } from '#web/load.ts';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { labWords } from '#web/words/labs.ts';
import { type Integration, ListIntegrations, ReadMessages } from '../contract.ts';
import css from './integrations.module.css';
import { MessagesTold } from './messages-told.tsx';
import { type Given, useMessages, type Working } from './use-messages.ts';

const words = labWords.messages;

/** The connection whose messages are read, as it stands in the list. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { integrations } = await load(ListIntegrations, {}, request);
  return integrations.find(({ integrationId }) => integrationId === params['integrationId']) ?? null;
}

export function MessagesPage() {
  const integration = useLoaderData<typeof loader>();
  return (
    <Permitted operation={ReadMessages}>
      <div className="stack">
        <PageHeader
          title={words.title}
          crumbs={[{ to: '/admin/labs', label: labWords.title }]}
          lead={integration && words.of(integration.name, integration.laboratory)}
        />
        {integration === null ? (
          <EmptyFace title={words.gone} level={2}>
            {words.goneWhy}
          </EmptyFace>
        ) : integration.running ? (
          <Steps key={integration.integrationId} integration={integration} />
        ) : (
          <Notice tone="warn">{words.stopped}</Notice>
        )}
      </div>
    </Permitted>
  );
}

const changing = ({ preview }: Given): number => (preview ? preview.counts.new + preview.counts.corrected : 0);
const sum = (given: readonly Given[], of: (one: Given) => number): number => given.reduce((so, one) => so + of(one), 0);

/** Files, what they would bring, and what came. */
function Steps({ integration }: { readonly integration: Integration }) {
  const { given, working, look, read, again } = useMessages(integration.integrationId);
  if (given.length === 0) return <Chooser working={working} onChosen={(files) => void look(files)} />;
  const fit = given.filter(({ preview }) => preview);
  const brings = sum(fit, changing) > 0;
  const isDone = given.some((one) => one.read);
  return (
    <>
      {isDone && <Came given={given} />}
      {given.map(({ file, preview, read: done, problem }, at) => {
        const told = done ?? preview;
        return (
          <div key={`${at} ${file}`} className="stack">
            {problem && (
              <Notice tone="bad" title={words.refused}>
                {problem}
              </Notice>
            )}
            {told && <MessagesTold told={told} isRead={done !== undefined} />}
          </div>
        );
      })}
      {!isDone && !brings && fit.length > 0 && <Notice>{words.nothingToRead}</Notice>}
      {working && <output className="dim">{words[working.what](working.at, working.of)}</output>}
      <div className="row">
        {fit.length > 0 && brings && (
          <Button loading={working !== undefined} onClick={() => void read()}>
            {words.read(fit.length)}
          </Button>
        )}
        <Button variant="default" disabled={working !== undefined} onClick={again}>
          {isDone ? words.more : words.another}
        </Button>
        {isDone && (
          <Button variant="default" component={Link} to="/admin/labs">
            {words.back}
          </Button>
        )}
      </div>
    </>
  );
}

/** What has come, of all files. */
function Came({ given }: { readonly given: readonly Given[] }) {
  const of = (count: (read: NonNullable<Given['read']>) => number) =>
    sum(given, ({ read }) => (read ? count(read) : 0));
  const came = of(({ counts }) => counts.new + counts.corrected);
  const [pooled, arrivals] = [of((read) => read.pooled), of((read) => read.arrivals)];
  return (
    <Notice tone="ok" title={words.came(came)}>
      {[
        ...(came > 0 ? [words.cameWhy] : []),
        ...(pooled > 0 ? [words.unclaimed(pooled)] : []),
        ...(arrivals > 0 ? [words.arrived(arrivals)] : []),
      ].join(' ')}
    </Notice>
  );
}

interface ChooserProps {
  readonly working: Working | undefined;
  readonly onChosen: (files: readonly File[]) => void;
}

function Chooser({ working, onChosen }: ChooserProps) {
  const [files, setFiles] = useState<File[]>([]);
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (files.length > 0) onChosen(files);
  };
  return (
    <Panel>
      <form className={css.chooser} onSubmit={submit} noValidate>
        <FileInput
          multiple
          clearable
          label={words.choose}
          description={words.chooseHelp}
          placeholder={words.placeholder}
          accept=".hl7,.oru,.txt,.dat,.msg,text/plain"
          leftSection={<IconFileImport size={16} aria-hidden />}
          clearButtonProps={{ 'aria-label': words.clear }}
          value={files}
          onChange={setFiles}
          error={tried && files.length === 0 ? words.nothing : undefined}
        />
        {working && <output className="dim">{words[working.what](working.at, working.of)}</output>}
        <div>
          <Button type="submit" loading={working !== undefined}>
            {words.look}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
