import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import { Panel } from '#web/ui/panel.tsx';
import { userRecordWords } from '#web/words/user-records.ts';
import { type Equipped, type Standing, standingOf } from '../provinces/completeness.ts';
import type { Province } from '../provinces/field.ts';
import { focusField } from '#web/missing.ts';
import { type Choices, isMultisite, type UserDraft } from './user-draft.ts';
import css from './completeness-panel.module.css';

const words = userRecordWords.completeness;

type Roles = Choices['roles'];
/** What these roles let a practitioner do. */
export const allowedBy =
  (roleIds: readonly string[], roles: Roles): Equipped['allows'] =>
  (ability) =>
    roles.some(({ roleId, enables }) => roleIds.includes(roleId) && enables.includes(ability));

/** What a form says of a user by now. */
export const equippedBy = ({ type, siteIds, roleIds, numbers }: UserDraft, choices: Choices): Equipped => ({
  type,
  hasSite: siteIds.length > 0 || !isMultisite(choices),
  allows: allowedBy(roleIds, choices.roles),
  has: (key) => (numbers[key] ?? '').trim() !== '',
});

interface CompletenessPanelProps {
  readonly name: string;
  readonly province: Province;
  readonly equipped: Equipped;
  /** Only told, where there is no field to go to. */
  readonly told?: boolean;
}

/** The first of these fields of the page takes the focus. */
const goTo = (field: string) => focusField(document.body, field);

function Lacking({ lacks, lacksSite, lacksRole, told }: Standing & { readonly told: boolean }) {
  const said = [
    ...lacks.map((anyOf) => ({ field: anyOf[0]?.key ?? '', label: words.anyOf(anyOf.map(({ label }) => label)) })),
    ...(lacksSite ? [{ field: 'siteIds', label: words.site }] : []),
    ...(lacksRole ? [{ field: 'roleIds', label: words.role }] : []),
  ];
  return said.map(({ field, label }) =>
    told ? (
      <span key={field} className={css.lack}>
        {words.missing(label)}
      </span>
    ) : (
      <button key={field} type="button" className={css.lack} onClick={() => goTo(field)}>
        {words.add(label)}
      </button>
    ),
  );
}

/** What is there, and what is missing, before a user can bill, prescribe, refer and receive labs. */
export function CompletenessPanel({ name, province, equipped, told = false }: CompletenessPanelProps) {
  const standings = standingOf(province, equipped);
  if (standings.length === 0) return null;
  return (
    <Panel title={words.title(name.trim())} id="completeness">
      <ul className={css.list}>
        {standings.map((standing) => {
          const { ability, lacks, lacksSite, lacksRole } = standing;
          const can = lacks.length === 0 && !lacksSite && !lacksRole;
          const Mark = can ? IconCircleCheckFilled : IconCircle;
          return (
            <li key={ability} data-can={can}>
              <Mark size={15} aria-hidden />
              <span className={css.ability}>
                <span>
                  {words.abilities[ability]}
                  <span className="said">{can ? words.can : words.cannot}</span>
                </span>
                <Lacking {...standing} told={told} />
              </span>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
