import { uiWords } from '#web/words/ui.ts';
import { handoverWords } from '#web/words/handover.ts';
import css from './receipt-page.module.css';
import { kindsOf, loadsOf, type Receipt } from './receipt-sums.ts';

const words = handoverWords.receipt;
const n = uiWords.number;

const placeOf = ({ disposition, successor }: Receipt['lines'][number]): string =>
  placeNamed(disposition, nameOf(successor));

/** Where something went, in words. */
export function placeNamed(disposition: Receipt['lines'][number]['disposition'], successor: string): string {
  if (disposition === 'cancel') return words.cancelled;
  return disposition === 'return' ? words.pooled : successor;
}

const nameOf = (person: Receipt['lines'][number]['successor']) => (person ? uiWords.named(person) : '');

/** From each kind to where its items went, and what was left. */
export function WorkTable({ receipt }: { readonly receipt: Receipt }) {
  const kinds = kindsOf(receipt);
  if (kinds.length === 0) return <p>{words.noWork}</p>;
  const sum = (of: (kind: (typeof kinds)[number]) => number) => n(kinds.reduce((all, kind) => all + of(kind), 0));
  const moved = receipt.lines.reduce((all, { items }) => all + items, 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard
    <section className={css.scroll} tabIndex={0} aria-label={words.openWork}>
      <table aria-label={words.openWork}>
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            <th scope="col" className={css.n}>
              {words.before}
            </th>
            <th scope="col" className={css.went}>
              {words.wentTo}
            </th>
            <th scope="col" className={css.n}>
              {words.left}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, label, before, lines, left }) => (
            <tr key={kind}>
              <th scope="row">{label}</th>
              <td className={css.n}>{n(before)}</td>
              <td className={css.went}>
                {lines.map((line) => (
                  <span key={`${line.disposition} ${line.successor?.userId ?? ''}`} className={css.part}>
                    <b>{n(line.items)}</b> {placeOf(line)}
                  </span>
                ))}
              </td>
              <td className={css.n} data-wrong={left !== 0}>
                {n(left)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.all}</th>
            <td className={css.n}>{sum(({ before }) => before)}</td>
            <td className={css.went}>{words.ledger(moved)}</td>
            <td className={css.n}>{sum(({ left }) => left)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

/** What each successor held before, and holds with what was taken. */
export function LoadTable({ receipt }: { readonly receipt: Receipt }) {
  const loads = loadsOf(receipt);
  if (loads.length === 0) return <p>{words.noSuccessor}</p>;
  return (
    <table aria-label={words.loads}>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          {[words.before, words.taken, words.after].map((head) => (
            <th key={head} scope="col" className={css.n}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {loads.map(({ userId, person, before, taken, after }) => (
          <tr key={userId}>
            <th scope="row">{nameOf(person)}</th>
            <td className={css.n}>{n(before)}</td>
            <td className={css.n}>{n(taken)}</td>
            <td className={css.n}>{n(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
