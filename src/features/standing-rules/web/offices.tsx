import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useRevalidator } from 'react-router';
import { PersonCell } from '#features/work/web/public.tsx';
import { useMay } from '#web/session.ts';
import { DidNotice } from '#web/ui/did-notice.tsx';
import { Panel } from '#web/ui/panel.tsx';
import { standingWords } from '#web/words/standing-rules.ts';
import type { Standing } from '../contract.ts';
import { OwnerDialog } from './owner-dialog.tsx';
import css from './standing-rules.module.css';

const words = standingWords.offices;

type OfficesProps = Pick<Standing, 'accountOwner' | 'privacyOfficer'>;

/** Who it is, and who it was before. */
function Holder({ office, nobody }: { readonly office: OfficesProps['accountOwner']; readonly nobody: string }) {
  if (!office) return <span className="dim">{nobody}</span>;
  return (
    <>
      <PersonCell person={office.holder} />
      {office.cameFrom && <span className="tiny dim">{words.cameFrom(office.cameFrom.name)}</span>}
    </>
  );
}

/** What the clinic has one of: its account owner and its privacy officer. */
export function Offices({ accountOwner, privacyOfficer }: OfficesProps) {
  const may = useMay();
  const { revalidate } = useRevalidator();
  const [changing, setChanging] = useState(false);
  const [says, setSays] = useState<string>();
  return (
    <Panel title={words.title}>
      <DidNotice did={says === undefined ? undefined : { says }} />
      <dl className={css.offices}>
        <div>
          <dt>{words.accountOwner}</dt>
          <dd>
            <Holder office={accountOwner} nobody={words.nobody} />
            {may('standing-rules.set-account-owner') && (
              <Button size="xs" variant="default" aria-label={words.changeOwner} onClick={() => setChanging(true)}>
                {words.change}
              </Button>
            )}
          </dd>
        </div>
        <div>
          <dt>{words.privacyOfficer}</dt>
          <dd>
            <Holder office={privacyOfficer} nobody={words.administrators} />
            {may('clinics.update-settings') && <Link to="/admin/settings">{words.toSettings}</Link>}
          </dd>
        </div>
      </dl>
      {changing && (
        <OwnerDialog
          ownerId={accountOwner?.holder.userId}
          onClose={() => setChanging(false)}
          onDone={(name) => {
            setChanging(false);
            setSays(words.saved(name));
            void revalidate();
          }}
        />
      )}
    </Panel>
  );
}
