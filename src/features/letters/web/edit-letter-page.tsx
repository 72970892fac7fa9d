import { Button } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, type LoaderFunctionArgs, useLoaderData, useNavigate } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { call } from '#web/api.ts';
import { load } from '#web/load.ts';
import { BothVersions } from '#web/ui/both-versions.tsx';
import { type DoneState, LeaveGuard } from '#web/ui/leave-guard.tsx';
import { Main } from '#web/ui/main.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Permitted } from '#web/ui/permitted.tsx';
import { SaveBar } from '#web/ui/section-form.tsx';
import { SetbackNotice } from '#web/ui/setback-notice.tsx';
import { letterWords } from '#web/words/letters.ts';
import { type LetterRead, ReadLetter, ReadLetterChoices, UpdateLetter } from '../contract.ts';
import { differences, differs, draftOf, merged } from './letter-draft.ts';
import { LetterFields } from './letter-fields.tsx';
import { useLetterForm } from './use-letter-form.ts';

const words = letterWords.form;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const letterId = (params['letterId'] ?? '') as Id<'letter'>;
  const [letter, choices] = await Promise.all([
    load(ReadLetter, { letterId }, request),
    load(ReadLetterChoices, {}, request),
  ]);
  return { letter, ...choices };
}

export function EditLetterPage() {
  const { letter } = useLoaderData<typeof loader>();
  return (
    <Main>
      <Permitted operation={UpdateLetter}>
        <EditLetterForm key={letter.letterId} letter={letter} />
      </Permitted>
    </Main>
  );
}

/** Goes on with a letter, and what to do when somebody else has saved in the meantime. */
function EditLetterForm({ letter }: { readonly letter: LetterRead }) {
  const { sites } = useLoaderData<typeof loader>();
  const go = useNavigate();
  const { letterId, subject } = letter;
  const [saved, setSaved] = useState(letter);
  const [newer, setNewer] = useState<LetterRead>();
  const base = draftOf(saved);
  const { form, draft, setDraft, change, missing, errorOf, isComplete, attempt, busy, setback, setSetback } =
    useLetterForm(base);
  // The site of the letter stays on offer to whoever is not assigned there.
  const offered = sites.some(({ siteId }) => siteId === saved.siteId)
    ? sites
    : [{ siteId: saved.siteId, name: saved.siteName }, ...sites];
  const dirty = differs(base, draft);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !isComplete()) return;
    const answer = await attempt(() => call(UpdateLetter, { letterId, ...draft, version: saved.version }));
    if (answer && !answer.ok && answer.code === 'request/version-stale') {
      const now = await attempt(() => call(ReadLetter, { letterId }));
      if (now?.ok) setNewer(now.value);
      return;
    }
    if (!answer?.ok) return;
    const state: DoneState = { done: words.saved };
    await go(`/letters/${letterId}`, { state });
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate>
      <PageHeader
        title={words.editTitle(subject)}
        crumbs={[
          { to: '/letters', label: letterWords.title },
          { to: `/letters/${letterId}`, label: subject },
        ]}
      />
      <div className="stack">
        <SetbackNotice setback={setback} />
        <LetterFields draft={draft} change={change} errorOf={errorOf} sites={offered} />
      </div>
      <SaveBar said={missing.length > 0 ? words.missing(missing.map(({ label }) => label)) : words.complete}>
        <Button variant="default" component={Link} to={`/letters/${letterId}`}>
          {words.cancel}
        </Button>
        <Button type="submit" loading={busy}>
          {words.save}
        </Button>
      </SaveBar>
      {newer && (
        <BothVersions
          name={newer.subject}
          differences={differences({ base, mine: draft, theirs: draftOf(newer) }, offered)}
          onClose={() => setNewer(undefined)}
          onChosen={(ofMine) => {
            setDraft(merged(draft, draftOf(newer), ofMine));
            setSaved(newer);
            setSetback(undefined);
            setNewer(undefined);
          }}
        />
      )}
      <LeaveGuard dirty={dirty} />
    </form>
  );
}
