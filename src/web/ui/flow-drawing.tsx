import { useId } from 'react';
import { uiWords } from '../words/ui.ts';
import { type Flow, type FlowLayout, layOutFlow } from './flow-layout.ts';
import css from './flow-picture.module.css';

const words = uiWords.flow;
const width = 960;
const kindX = 214;
const destinationX = 560;
const loadX = destinationX + 186;
const loadWidth = width - loadX - 4;
const top = 34;

const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);

const curve = (y1: number, y2: number, thick: number) => {
  const [x1, x2] = [kindX + 8, destinationX];
  const mid = (x1 + x2) / 2;
  return `M${x1},${y1}C${mid},${y1} ${mid},${y2} ${x2},${y2}V${y2 + thick}C${mid},${y2 + thick} ${mid},${y1 + thick} ${x1},${y1 + thick}Z`;
};

/** Two pictures may stand on one page: each has patterns of its own. */
const Patterns = ({ id }: { readonly id: string }) => (
  <defs>
    <pattern id={`${id}added`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="6" height="6" className={css.addedGround} />
      <rect width="2.4" height="6" className={css.addedStripe} />
    </pattern>
    <pattern id={`${id}pool`} width="7" height="7" patternUnits="userSpaceOnUse">
      <circle cx="3.5" cy="3.5" r="1.5" className={css.dot} />
    </pattern>
    <pattern id={`${id}cancel`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect width="1.6" height="6" className={css.cross} />
    </pattern>
  </defs>
);

interface PartProps {
  readonly layout: FlowLayout;
  readonly id: string;
}

function Bands({ layout, id }: PartProps) {
  const shade = new Map(layout.destinations.map(({ destination }, at) => [destination.id, at % 2]));
  return (
    <>
      {layout.bands.map(({ id: key, kind, destination, count, from, to, thick }) => (
        <g key={key} className={css.ribbon} data-style={destination.style} data-shade={shade.get(destination.id)}>
          <title>{words.band(kind.label, count, destination.name)}</title>
          <path
            d={curve(from, to, thick)}
            {...(destination.style === 'person' ? {} : { style: { fill: `url(#${id}${destination.style})` } })}
          />
        </g>
      ))}
      {layout.bands.map(({ id: key, count, numberY }) =>
        numberY === undefined ? null : (
          <text key={key} x={kindX + 16} y={numberY + 4} className={css.part}>
            {uiWords.number(count)}
          </text>
        ),
      )}
    </>
  );
}

function Kinds({ layout }: Pick<PartProps, 'layout'>) {
  const longest = Math.max(1, ...layout.kinds.map(({ kind }) => uiWords.number(kind.count).length));
  const labelX = kindX - 18 - longest * 8;
  const most = Math.floor(labelX / 6.4);
  return layout.kinds.map(({ kind, undecided, undecidedY, y, height, size }) => {
    const middle = y + height / 2;
    return (
      <g key={kind.id}>
        <title>{kind.label}</title>
        <rect x={kindX} y={middle - size / 2} width="8" height={size} className={css.node} />
        <text x={labelX} y={middle + 4} textAnchor="end" className={css.label}>
          {short(kind.label, most)}
        </text>
        <text x={kindX - 8} y={middle + 4} textAnchor="end" className={css.number}>
          {uiWords.number(kind.count)}
        </text>
        {undecided > 0 && (
          <text x={kindX + 16} y={undecidedY + 4} className={css.undecided}>
            {words.toDecide(undecided)}
          </text>
        )}
      </g>
    );
  });
}

interface LoadProps {
  readonly today: number;
  readonly gained: number;
  /** The longest bar of the picture, in items. */
  readonly most: number;
  readonly y: number;
  readonly id: string;
}

function Load({ today, gained, most, y, id }: LoadProps) {
  const after = uiWords.number(today + gained);
  // The number stands behind the longest bar, and must not run out of the picture.
  const scale = (count: number) => (count / most) * (loadWidth - 16 - uiWords.number(most).length * 8);
  return (
    <g transform={`translate(${loadX} ${y})`}>
      <rect width={scale(today)} height="14" y="2" rx="2" className={css.today} />
      <rect
        x={scale(today)}
        width={Math.max(3, scale(gained))}
        height="14"
        y="2"
        className={css.added}
        style={{ fill: `url(#${id}added)` }}
      />
      <text x={Math.max(scale(today) + 3, scale(today + gained)) + 7} y="14" className={css.number}>
        {after}
      </text>
      <text y="31" className={css.detail}>
        {words.today(today, gained)}
      </text>
    </g>
  );
}

/** The longest bar of load, in items. */
export const mostOf = ({ destinations }: Flow): number =>
  Math.max(1, ...destinations.map(({ today, gained }) => (today === undefined ? 0 : today + gained)));

function Destinations({ layout, most, id }: PartProps & { readonly most: number }) {
  return layout.destinations.map(({ destination, y, height, size }) => {
    const { name, style, gained, today } = destination;
    const middle = y + height / 2;
    return (
      <g key={destination.id}>
        <title>{name}</title>
        <rect
          x={destinationX}
          y={middle - size / 2}
          width="8"
          height={Math.max(3, size)}
          className={css.node}
          data-style={style}
        />
        <text x={destinationX + 16} y={middle - 4} className={css.name}>
          {short(name, 24)}
        </text>
        <text x={destinationX + 16} y={middle + 12} className={css.detail}>
          {style === 'cancel' ? uiWords.items(gained) : words.takes(gained)}
        </text>
        {style !== 'cancel' && today !== undefined && (
          <Load today={today} gained={gained} most={most} y={middle - 17} id={id} />
        )}
      </g>
    );
  });
}

/** The wide picture. What it shows stands as a table beside it, so it is one image to those who hear the page. */
export function FlowDrawing({ leaver, flow }: { readonly leaver: string; readonly flow: Flow }) {
  const id = useId();
  const layout = layOutFlow(flow);
  return (
    <svg
      className={css.wide}
      viewBox={`0 0 ${width} ${layout.height + top + 6}`}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn here, not loaded
      role="img"
      aria-label={words.picture(flow.total, leaver, flow.destinations.length)}
    >
      <Patterns id={id} />
      <text x={kindX + 8} y={12} textAnchor="end" className={css.head}>
        {words.from(short(leaver, 24), flow.total)}
      </text>
      <text x={destinationX} y={12} className={css.head}>
        {words.goTo}
      </text>
      <text x={loadX} y={12} className={css.head}>
        {words.load}
      </text>
      <g transform={`translate(0 ${top})`}>
        <Bands layout={layout} id={id} />
        <Kinds layout={layout} />
        <Destinations layout={layout} most={mostOf(flow)} id={id} />
      </g>
    </svg>
  );
}
