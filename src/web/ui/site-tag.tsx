import type { SiteColour } from '#features/sites/contract.ts';
import css from './site-tag.module.css';

interface TaggedSite {
  readonly name: string;
  readonly shortName: string;
  readonly colour: SiteColour;
}

interface SiteTagProps {
  readonly site: TaggedSite;
  /** In a line of small words. */
  readonly dense?: boolean;
}

/** A site by its short name, on its colour; the whole name is read out. */
export const SiteTag = ({ site: { name, shortName, colour }, dense = false }: SiteTagProps) => (
  <span className={css.tag} data-colour={colour} data-dense={dense} title={name}>
    <span aria-hidden>{shortName || name}</span>
    <span className="said">{name}</span>
  </span>
);

/** Several sites beside each other. */
export const SiteTags = ({ sites }: { readonly sites: readonly TaggedSite[] }) =>
  sites.map((site) => (
    <span key={site.shortName + site.name}>
      <SiteTag site={site} dense />{' '}
    </span>
  ));
