import { uiWords } from '../words/ui.ts';
import css from './letterhead.module.css';

interface LetterheadProps {
  readonly clinicName: string;
  /** As it is printed: "Dr Maren Solheim". */
  readonly name: string;
  /** Of the province, that prescriptions bear: "CPSID 31701". */
  readonly numbers?: string;
  /** What the provider record says, empty where it says nothing. */
  readonly own: { readonly address: string; readonly phone: string; readonly fax: string };
  /** What stands in for what is empty; an own address says its own city. */
  readonly site: { readonly address: string; readonly city: string; readonly phone: string; readonly fax: string };
  /** The own address should be looked at: it may be a private one. */
  readonly flagged?: boolean;
}

interface LineProps {
  readonly own: string;
  readonly site: string;
  readonly says?: (value: string) => string;
  readonly flagged?: boolean;
}

function Line({ own, site, says = (value) => value, flagged = false }: LineProps) {
  const words = uiWords.letterhead;
  const value = own || site;
  if (!value) return null;
  const check = flagged && own !== '';
  return (
    <span className={css.line} data-flagged={check}>
      <span>{says(value)}</span>
      <span className={css.from}>{own ? (check ? words.check : words.own) : words.sites}</span>
    </span>
  );
}

/** The head of a prescription or consultation as it would be printed, live while the form is filled in. */
export function Letterhead({ clinicName, name, numbers = '', own, site, flagged = false }: LetterheadProps) {
  const words = uiWords.letterhead;
  return (
    <figure className={css.figure} aria-label={words.label}>
      <figcaption>{words.caption}</figcaption>
      <div className={css.paper} aria-live="polite">
        <b>{clinicName}</b>
        <span className={css.name}>{name}</span>
        {numbers && (
          <span className={css.line}>
            <span>{numbers}</span>
            <span className={css.from}>{words.prescriptions}</span>
          </span>
        )}
        <Line own={own.address} site={site.address} flagged={flagged} />
        {own.address === '' && site.city && (
          <span className={css.line}>
            <span>{site.city}</span>
          </span>
        )}
        <Line own={own.phone} site={site.phone} says={words.tel} />
        <Line own={own.fax} site={site.fax} says={words.fax} />
        <span className={css.rule} />
        <span className={css.ghost} />
        <span className={css.ghost} style={{ width: '70%' }} />
        <span className={css.ghost} style={{ width: '84%' }} />
      </div>
    </figure>
  );
}
