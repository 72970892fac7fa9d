import type { Id } from '#kernel/brand.ts';
import { userWords } from '#web/words/users.ts';
import { PickList } from '../pick-list.tsx';
import type { SectionProps, UserSection } from '../section.ts';
import { isMultisite, nameOf } from '../user-draft.ts';
import { StillBooked } from './still-booked.tsx';

const words = userWords.form;

function Fields({ draft, change, choices, errorOf, saved }: SectionProps) {
  const taken = saved?.sites.filter(({ id }) => !draft.siteIds.some((one) => one === id)) ?? [];
  return (
    <>
      <PickList
        field="siteIds"
        label={words.search}
        addLabel={words.addSite}
        options={choices.sites.map(({ siteId, name, address, city }) => ({
          id: siteId,
          name,
          detail: [address, city].filter(Boolean).join(', '),
        }))}
        chosen={draft.siteIds}
        onAdd={(id) => change({ siteIds: [...draft.siteIds, id as Id<'site'>] })}
        onRemove={(id) => change({ siteIds: draft.siteIds.filter((one) => one !== id) })}
        beside={(id) => choices.sites.find(({ siteId }) => siteId === id)?.address}
        none={words.sitesNone}
        error={errorOf('siteIds')}
      />
      {saved && <StillBooked userId={saved.userId} name={nameOf(draft)} taken={taken} />}
    </>
  );
}

export const siteAssignment: UserSection = {
  id: 'sites',
  label: words.sections.sites,
  lead: words.sitesLead,
  pages: ['add', 'edit'],
  isNeeded: ({ choices }) => isMultisite(choices),
  Fields,
  missing: () => [],
  isFilled: ({ siteIds }) => siteIds.length > 0,
  refusals: { 'site/not-found': 'siteIds', 'user/booked-at-site': 'siteIds' },
};
