import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { type LoaderFunctionArgs, redirect, useLoaderData, useNavigate } from 'react-router';
import { ReadSession } from '#features/sign-in/contract.ts';
import { ListColleagues, ReadUserChoices } from '#features/users/contract.ts';
import { load } from '#web/load.ts';
import { DayField } from '#web/ui/day-field.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { Main } from '#web/ui/main.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { visitWords } from '#web/words/visits.ts';
import { type Cancellations, PreviewCancellations } from '../visit-contract.ts';
import { readWhich, type Which, writeWhich } from './cancel-day-address.ts';
import { CancelDayForm, type CancelledDay } from './cancel-day-form.tsx';
import { AppointmentsToCancel, ToCall } from './cancel-day-tables.tsx';
import css from './visits.module.css';

const words = visitWords.day;
const crumbs = [{ to: '/schedule', label: words.schedule }];

const nothing: Cancellations = { items: [], more: 0, withheld: 0, sendsMail: false };

export async function loader({ request }: LoaderFunctionArgs) {
  const { day, ...rest } = readWhich(new URL(request.url).searchParams);
  if (!day) {
    const { clinic } = await load(ReadSession, {}, request);
    return redirect(`/schedule/cancel-day${writeWhich({ day: clinic.today, ...rest })}`);
  }
  const { providerId, siteId } = rest;
  const named = providerId !== undefined || siteId !== undefined;
  const [found, { colleagues }, { sites }] = await Promise.all([
    // Everybody’s day at every site is nothing to begin with.
    named
      ? load(
          PreviewCancellations,
          { day, ...(providerId ? { providerId } : {}), ...(siteId ? { siteId } : {}) },
          request,
        )
      : nothing,
    load(ListColleagues, {}, request),
    load(ReadUserChoices, {}, request),
  ]);
  return { found, named, colleagues, sites, which: { day, ...rest } satisfies Which };
}
type Loaded = Exclude<Awaited<ReturnType<typeof loader>>, Response>;

/** Who is told how, in a sentence. */
function sums({ items, sendsMail }: Pick<Cancellations, 'items' | 'sendsMail'>): string {
  const by = (way: Cancellations['items'][number]['way']) => items.filter((item) => item.way === way).length;
  return [sendsMail ? '' : words.noMail, words.sums(by('mail'), by('call'), by('none'))].filter(Boolean).join('. ');
}

function Choice({
  colleagues,
  sites,
  which,
  onGo,
}: Pick<Loaded, 'colleagues' | 'sites' | 'which'> & { readonly onGo: (which: Which) => void }) {
  return (
    <div className={css.fields}>
      <DayField label={words.day} day={which.day} onDay={(day) => day && onGo({ ...which, day })} />
      <PersonSelect
        label={words.provider}
        placeholder={words.anyProvider}
        clearable
        people={colleagues.map(({ userId, name, type }) => ({ value: userId, label: name, detail: type }))}
        value={which.providerId ?? null}
        onChange={(value) => onGo({ ...which, providerId: colleagues.find(({ userId }) => userId === value)?.userId })}
      />
      {sites.length > 0 && (
        <NativeSelect
          label={words.site}
          value={which.siteId ?? ''}
          data={[
            { value: '', label: words.anySite },
            ...sites.map(({ siteId, name }) => ({ value: siteId, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onGo({ ...which, siteId: sites.find(({ siteId }) => siteId === value)?.siteId })
          }
        />
      )}
    </div>
  );
}

/** One day of a provider, a site or the clinic is cancelled at once: who is told by what way is seen before, who must be called after. */
export function CancelDayPage() {
  const { found, named, colleagues, sites, which } = useLoaderData<Loaded>();
  const go = useNavigate();
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState<CancelledDay>();
  const { items } = found;
  const chosen = items.filter(({ appointmentId }) => !kept.has(appointmentId));
  return (
    <Main>
      <PageHeader title={words.title} lead={words.lead} crumbs={crumbs} />
      <div className="stack">
        {done && <Notice tone="ok">{words.done(done.items.length, done.told)}</Notice>}
        {done && <ToCall done={done} sites={sites} />}
        <Panel title={words.which}>
          <Choice
            colleagues={colleagues}
            sites={sites}
            which={which}
            onGo={(to) => {
              setDone(undefined);
              setKept(new Set());
              void go(writeWhich(to), { replace: true });
            }}
          />
        </Panel>
        {found.withheld > 0 && <Notice>{words.withheld(found.withheld)}</Notice>}
        {items.length === 0 && !done && (
          <EmptyFace title={named ? words.none : words.choose} level={2}>
            {named ? words.noneWhy : words.chooseWhy}
          </EmptyFace>
        )}
        {items.length > 0 && (
          <Panel flush title={words.table} lead={sums({ items: chosen, sendsMail: found.sendsMail })}>
            <AppointmentsToCancel
              items={items}
              sites={sites}
              selected={new Set(chosen.map(({ appointmentId }) => appointmentId))}
              onSelect={(ids) =>
                setKept(new Set(items.map(({ appointmentId }) => appointmentId).filter((id) => !ids.has(id))))
              }
            />
          </Panel>
        )}
        {found.more > 0 && <Notice>{words.more(found.more)}</Notice>}
        {items.length > 0 && (
          <CancelDayForm
            chosen={chosen}
            sendsMail={found.sendsMail}
            onDone={(one) => {
              setDone(one);
              setKept(new Set());
            }}
          />
        )}
      </div>
    </Main>
  );
}
