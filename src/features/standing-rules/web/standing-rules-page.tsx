import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { type LoaderFunctionArgs, useLoaderData, useNavigate, useNavigation } from 'react-router';
import type { Id } from '#kernel/brand.ts';
import { GiveDialog, useWorkActs } from '#features/work/web/public.tsx';
import { useColleagues } from '#web/colleagues.ts';
import { load } from '#web/load.ts';
import { useMay } from '#web/session.ts';
import { DidNotice } from '#web/ui/did-notice.tsx';
import { ExportButton } from '#web/ui/export-button.tsx';
import { EmptyFace } from '#web/ui/faces.tsx';
import { ListChoice } from '#web/ui/list-choice.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { PageHeader } from '#web/ui/page-header.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { PersonSelect } from '#web/ui/person-select.tsx';
import { workFileWords } from '#web/words/work-files.ts';
import { standingWords as words } from '#web/words/standing-rules.ts';
import { EndRule, ExportRules, GiveRule, ListRules, type StandingRule } from '../contract.ts';
import { AddRuleDialog } from './add-rule-dialog.tsx';
import { Offices } from './offices.tsx';
import { RulesTable } from './rules-table.tsx';
import css from './standing-rules.module.css';

const lists = ['open', 'ended'] as const;

export async function loader({ request }: LoaderFunctionArgs) {
  const search = new URL(request.url).searchParams;
  const ended = search.get('list') === 'ended';
  const userId = search.get('user') as Id<'user'> | null;
  const asked = { ...(ended ? { ended } : {}), ...(userId ? { userId } : {}) };
  return { ...(await load(ListRules, asked, request)), list: ended ? lists[1] : lists[0], userId };
}

/** Whose work is forwarded to whom, who supervises whom, and who the clinic has one of. */
export function StandingRulesPage() {
  const { rules, accountOwner, privacyOfficer, list, userId } = useLoaderData<typeof loader>();
  const { state } = useNavigation();
  const go = useNavigate();
  const may = useMay();
  const { colleagues = [] } = useColleagues();
  const { run, ask, asking, busy, trouble, did } = useWorkActs<'add' | 'give'>();
  const [given, setGiven] = useState<StandingRule>();
  const [failed, setFailed] = useState<string>();
  const [added, setAdded] = useState<string>();
  const to = (changed: { list?: string; user?: string | null }) => {
    const { list: which, user } = { list, user: userId as string | null, ...changed };
    const search = new URLSearchParams({ ...(which === 'ended' ? { list: which } : {}), ...(user ? { user } : {}) });
    void go(`/admin/standing-rules${search.size > 0 ? `?${search}` : ''}`);
  };
  const says = did ?? added;
  return (
    <>
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          <>
            {may('standing-rules.export-rules') && (
              <ExportButton
                operation={ExportRules}
                input={{ ...(list === 'ended' ? { ended: true } : {}), ...(userId ? { userId } : {}) }}
                fileName={workFileWords.standingRules.name}
                onFailed={setFailed}
              />
            )}
            {may('standing-rules.add-rule') && (
              <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => ask('add')}>
                {words.add}
              </Button>
            )}
          </>
        }
      />
      <div className="stack">
        {failed && <Notice tone="bad" title={failed} />}
        {trouble && !asking && <Notice tone="bad" title={trouble} />}
        <Offices accountOwner={accountOwner} privacyOfficer={privacyOfficer} />
        <Panel flush>
          <div className={css.head}>
            <ListChoice<(typeof lists)[number]>
              label={words.which}
              lists={lists.map((one) => ({ list: one, label: words.lists[one], count: undefined }))}
              chosen={list}
              onChoose={(one) => to({ list: one })}
            />
            <PersonSelect
              aria-label={words.only}
              className={css.only ?? ''}
              size="sm"
              placeholder={words.everybody}
              clearable
              people={colleagues.map(({ userId: value, name, type }) => ({ value, label: name, type }))}
              value={userId}
              onChange={(user) => to({ user })}
            />
          </div>
          <DidNotice did={says === undefined ? undefined : { says }} />
          <div aria-busy={state === 'loading'}>
            {rules.length === 0 ? (
              <EmptyFace title={userId ? words.noneOf : words.none[list]} level={2}>
                {words.noneWhy[list]}
              </EmptyFace>
            ) : (
              <RulesTable
                rules={rules}
                busy={busy}
                onGive={(rule) => {
                  setGiven(rule);
                  ask('give');
                }}
                onEnd={({ ruleId, from, holder }) => run(EndRule, { ruleId }, words.endedNow(from.name, holder.name))}
              />
            )}
          </div>
        </Panel>
      </div>
      <AddRuleDialog
        opened={asking === 'add'}
        onClose={() => ask(undefined)}
        onAdded={(tells) => {
          ask(undefined);
          setAdded(tells);
        }}
      />
      <GiveDialog
        kind="rule-to"
        itemId={given?.ruleId}
        opened={asking === 'give'}
        name={given ? words.named(given.from.name, given.holder.name) : ''}
        pool={false}
        offered={(one) => ![given?.holder.userId, given?.from.userId].includes(one.userId)}
        busy={busy}
        trouble={trouble}
        onClose={() => ask(undefined)}
        onGive={(holderId, tells) =>
          given && holderId !== null && run(GiveRule, { ruleId: given.ruleId, holderId }, tells)
        }
      />
    </>
  );
}
