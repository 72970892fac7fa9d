import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#kernel/brand.ts';
import { Dialog } from '#web/ui/dialog.tsx';
import { Notice } from '#web/ui/notice.tsx';
import { accessReviewWords } from '#web/words/access-review.ts';
import type { Held, Line } from '../contract.ts';
import css from './access-review.module.css';
import type { Decisions } from './use-decisions.ts';

const words = accessReviewWords.ending;

interface EndAccessDialogProps {
  readonly line: Line;
  readonly multisite: boolean;
  readonly decisions: Decisions;
}

/** What ends: single roles and sites at once, or everything by way of Deactivate. */
export function EndAccessDialog({ line, multisite, decisions }: EndAccessDialogProps) {
  const roles = line.roles.filter(({ change }) => change !== 'gone');
  const sites = multisite ? line.sites.filter(({ change }) => change !== 'gone') : [];
  const [ended, setEnded] = useState<readonly string[]>([]);
  const [everything, setEverything] = useState(false);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const chosen = (held: readonly Held[]) => held.map(({ id }) => id).filter((id) => ended.includes(id));
  const allRoles = !everything && roles.length > 0 && chosen(roles).length === roles.length;
  const nothing = !everything && ended.length === 0;
  const close = () => decisions.setEnding(undefined);
  const end = () => {
    setAsked(true);
    if (!reason.trim() || nothing || allRoles) return;
    const roleIds = chosen(roles) as Id<'role'>[];
    const siteIds = chosen(sites) as Id<'site'>[];
    void (everything ? decisions.hand(line, reason) : decisions.end(line, { roleIds, siteIds, reason }));
  };
  const choices = (label: string, held: readonly Held[]) =>
    held.length > 0 && (
      <Checkbox.Group
        label={label}
        value={ended.filter((id) => held.some((one) => one.id === id))}
        onChange={(ids) => setEnded([...ended.filter((id) => !held.some((one) => one.id === id)), ...ids])}
      >
        <div className={css.choices}>
          {held.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} disabled={everything} />
          ))}
        </div>
      </Checkbox.Group>
    );
  return (
    <Dialog opened onClose={close} title={words.title(line.name)} size={520} closeLabel={words.close}>
      <div className="stack">
        <p>{words.lead}</p>
        {choices(words.roles, roles)}
        {choices(words.sites, sites)}
        <Checkbox
          label={words.everything}
          description={words.everythingHelp(line.name)}
          checked={everything}
          onChange={({ currentTarget }) => setEverything(currentTarget.checked)}
        />
        {allRoles && <Notice tone="warn" title={words.allRoles} />}
        {asked && nothing && <Notice tone="warn" title={words.nothing} />}
        <TextInput
          label={words.reason}
          required
          maxLength={500}
          value={reason}
          error={asked && !reason.trim() ? words.reasonMissing : undefined}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <div className="row">
          <Button color="brick" disabled={allRoles} loading={decisions.busy} onClick={end}>
            {everything ? words.handAction : words.action}
          </Button>
          <Button variant="default" onClick={close}>
            {accessReviewWords.cancel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
