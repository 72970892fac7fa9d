import { Button } from '@mantine/core';
import { IconLock, IconPhone } from '@tabler/icons-react';
import { Link } from 'react-router';
import { ClosedRecord as NoRecord } from '#web/ui/closed-record.tsx';
import { usePageTitle } from '#web/ui/page-title.ts';
import { Panel } from '#web/ui/panel.tsx';
import { PersonChip } from '#web/ui/person-chip.tsx';
import { emergencyWords } from '#web/words/emergency-access.ts';
import type { ClosedRecord } from '../contract.ts';
import { BeginForm } from './begin-form.tsx';
import css from './closed-page.module.css';

const words = emergencyWords.closed;

interface NotOpenProps {
  /** What may be said of it, or null where there is no such record. */
  readonly record: ClosedRecord | null;
}

/** In place of a record that is not open to the reader: that it is closed, whom to ask, and the way in an emergency. */
export const NotOpen = ({ record }: NotOpenProps) => (record ? <ClosedPage record={record} /> : <NoRecord />);

interface Contact {
  readonly userId: string;
  readonly name: string;
  readonly why: string;
}

/** Whom to ask, each once with all that they are to the record; who knows the patient first. */
function contactsOf({ mrp, closedBy, officers }: ClosedRecord): Contact[] {
  const found = new Map<string, Contact>();
  const add = (people: ClosedRecord['officers'], why: string) => {
    for (const { userId, name } of people) {
      const before = found.get(userId);
      found.set(userId, { userId, name, why: before ? words.both(before.why, why) : why });
    }
  };
  add(mrp ? [mrp] : [], words.mrp);
  add(closedBy, words.closedBy);
  add(officers, words.officer);
  return [...found.values()];
}

function ClosedPage({ record }: { readonly record: ClosedRecord }) {
  const { patientId, lastName, firstName, masterFileOpen, mayOpen, clinicPhone } = record;
  const title = masterFileOpen ? words.chartTitle : words.title;
  usePageTitle(title);
  return (
    <div className={css.page}>
      <Panel>
        <div className={css.head}>
          <span className={css.disc}>
            <IconLock size={26} stroke={1.6} aria-hidden />
          </span>
          <span className={css.name}>{`${firstName} ${lastName}`.trim()}</span>
          <h1>{title}</h1>
          <p>{words.why}</p>
        </div>
        <div className={css.ask}>
          <h2>{words.need}</h2>
          <ul>
            {contactsOf(record).map(({ userId, name, why }) => (
              <li key={userId}>
                <PersonChip name={name} detail={why} />
              </li>
            ))}
          </ul>
          {clinicPhone && (
            <a className={css.ways} href={`tel:${clinicPhone.replaceAll(/[^\d+]/g, '')}`}>
              <span className="row">
                <IconPhone size={16} aria-hidden />
                {words.call(clinicPhone)}
              </span>
            </a>
          )}
          {masterFileOpen && <p className="dim">{words.masterFile}</p>}
          {!mayOpen && <p className="dim">{words.absolute}</p>}
          <div className={css.ways}>
            {masterFileOpen && (
              <Button variant="default" component={Link} to={`/patients/${patientId}`}>
                {words.toMasterFile}
              </Button>
            )}
            <Button variant="default" component={Link} to="/patients">
              {words.back}
            </Button>
          </div>
        </div>
      </Panel>
      {mayOpen && <BeginForm record={record} />}
    </div>
  );
}
