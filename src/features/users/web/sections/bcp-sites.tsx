import { Checkbox } from '@mantine/core';
import type { Id } from '#kernel/brand.ts';
import { userWords } from '#web/words/users.ts';
import type { SectionProps, UserSection } from '../section.ts';
import css from '../user-form.module.css';
import { bcpOf, isMultisite } from '../user-draft.ts';

const words = userWords.form;

function Fields({ draft, change, choices: { sites }, errorOf }: SectionProps) {
  const eligible = sites.filter(({ siteId, province }) => province === 'BC' && draft.siteIds.includes(siteId));
  const nameOf = (id: Id<'site'>) => sites.find(({ siteId }) => siteId === id)?.name ?? id;
  const goneWithSite = draft.bcpSiteIds.filter((id) => !draft.siteIds.includes(id)).map(nameOf);
  return (
    <>
      {eligible.length === 0 ? (
        <p className={css.none}>{words.bcpNone}</p>
      ) : (
        <Checkbox.Group
          aria-label={words.sections.bcp}
          value={bcpOf(draft)}
          onChange={(ids) => change({ bcpSiteIds: ids })}
          error={errorOf('bcpSiteIds')}
        >
          <div className={css.ways} data-field="bcpSiteIds">
            {eligible.map(({ siteId, name }) => (
              <Checkbox key={siteId} value={siteId} label={name} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      <p className={css.words} aria-live="polite">
        {goneWithSite.length > 0 && words.bcpGone(goneWithSite)}
      </p>
    </>
  );
}

export const bcpSites: UserSection = {
  id: 'bcp',
  label: words.sections.bcp,
  lead: () => words.bcpLead,
  pages: ['add', 'edit'],
  isNeeded: ({ province, choices }) => province.hasBcp === true && isMultisite(choices),
  Fields,
  missing: () => [],
  isFilled: (draft) => bcpOf(draft).length > 0,
  refusals: { 'user/bcp-site-not-assigned': 'bcpSiteIds' },
};
