import { uiWords } from '../words/ui.ts';
import { FlowDrawing, mostOf } from './flow-drawing.tsx';
import { type Flow, type FlowDestination, type FlowKind, flowOf, undecidedOf } from './flow-layout.ts';
import css from './flow-picture.module.css';

const words = uiWords.flow;

function FlowTable({ flow }: { readonly flow: Flow }) {
  const { kinds, destinations, total, undecided } = flow;
  const cell = (count: number) => (count > 0 ? uiWords.number(count) : '');
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.kind}</th>
          {destinations.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
          {undecided > 0 && <th scope="col">{words.undecided}</th>}
          <th scope="col">{words.all}</th>
        </tr>
      </thead>
      <tbody>
        {kinds.map((kind) => (
          <tr key={kind.id}>
            <th scope="row">{kind.label}</th>
            {destinations.map(({ id }) => (
              <td key={id}>{cell(kind.to[id] ?? 0)}</td>
            ))}
            {undecided > 0 && <td>{cell(undecidedOf(kind, flow))}</td>}
            <td>{cell(kind.count)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{words.all}</th>
          {destinations.map(({ id, gained }) => (
            <td key={id}>{cell(gained)}</td>
          ))}
          {undecided > 0 && <td>{cell(undecided)}</td>}
          <td>{cell(total)}</td>
        </tr>
      </tfoot>
    </table>
  );
}

interface PlaceProps {
  readonly name: string;
  readonly count: number;
  readonly parts: readonly string[];
}

const Place = ({ name, count, parts }: PlaceProps) => (
  <>
    <div className={css.narrowHead}>
      <b>{name}</b>
      <span className="num">{uiWords.items(count)}</span>
    </div>
    <p className="small dim">{parts.join(', ')}</p>
  </>
);

/** The picture on small screens: a place each, with its load. */
function FlowList({ flow }: { readonly flow: Flow }) {
  const { kinds, destinations, undecided } = flow;
  const share = (count: number) => ({ width: `${(count / mostOf(flow)) * 100}%` });
  const partsOf = (countOf: (kind: FlowKind) => number) =>
    kinds.filter((kind) => countOf(kind) > 0).map((kind) => words.part(countOf(kind), kind.label));
  return (
    <ul className={css.narrow}>
      {destinations.map(({ id, name, style, gained, today }) => (
        <li key={id}>
          <Place name={name} count={gained} parts={partsOf((kind) => kind.to[id] ?? 0)} />
          {style !== 'cancel' && today !== undefined && (
            <>
              <div className={css.bar} aria-hidden="true">
                <span style={share(today)} />
                <span style={share(gained)} />
              </div>
              <p className="tiny dim num">{words.todayAndAfter(today, today + gained)}</p>
            </>
          )}
        </li>
      ))}
      {undecided > 0 && (
        <li>
          <Place name={words.undecided} count={undecided} parts={partsOf((kind) => undecidedOf(kind, flow))} />
        </li>
      )}
    </ul>
  );
}

interface FlowPictureProps {
  /** Name of the user whose work is handed over. */
  readonly leaver: string;
  readonly kinds: readonly FlowKind[];
  readonly destinations: readonly FlowDestination[];
}

/** From the leaver, by kind of work, to the successors, and the load each will have. Every band carries its number; patterns stand beside colour. */
export function FlowPicture({ leaver, kinds, destinations }: FlowPictureProps) {
  const flow = flowOf(kinds, destinations);
  if (flow.total === 0) return <p className="dim">{words.nothing(leaver)}</p>;
  return (
    <figure>
      <FlowDrawing leaver={leaver} flow={flow} />
      <FlowList flow={flow} />
      <figcaption className={css.legend}>
        <span>
          <i data-k="today" />
          {words.holds}
        </span>
        <span>
          <i data-k="added" />
          {words.comes(leaver)}
        </span>
        <span className={css.wideOnly}>{words.thicker}</span>
      </figcaption>
      <details className={css.table}>
        <summary>{words.asTable}</summary>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by the keyboard */}
        <section tabIndex={0} aria-label={words.table} className={css.scroll}>
          <FlowTable flow={flow} />
        </section>
      </details>
    </figure>
  );
}
