import { type Icon, IconChevronDown, IconChevronRight, IconMenu2 } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import css from './shell.module.css';
import { Count } from './ui/count.tsx';
import { Disclosure } from './ui/disclosure.tsx';
import { FindPatient } from './ui/find-patient.tsx';
import { Main } from './ui/main.tsx';
import { Mark } from './ui/mark.tsx';
import { useSmallScreen } from './ui/small-screen.ts';
import { MyMenu, type MyMenuProps } from './ui/my-menu.tsx';
import { shellWords as words } from './words/shell.ts';

/** A way to a page, with how much waits there. */
interface MenuItem {
  readonly to: string;
  readonly label: string;
  readonly count?: number | undefined;
}

interface Tab extends MenuItem {
  /** The part of the application the tab stands for, where that is more than the page it leads to. */
  readonly under?: string;
  /** Stands under "More" on wide screens too. */
  readonly more?: boolean;
}

interface AdminGroup {
  readonly label: string;
  readonly icon?: Icon;
  readonly items: readonly MenuItem[];
}

interface ShellProps extends MyMenuProps {
  /** What the user may not open is not among them. */
  readonly tabs: readonly Tab[];
  /** Left out for who may not look for patients. */
  readonly onFindPatient?: (() => void) | undefined;
  /** Above every page. */
  readonly notices?: ReactNode;
}

/** On small screens the tabs after these stand under "More". */
const onSmallScreens = 2;

const isAt = (pathname: string, to: string) => pathname === to || pathname.startsWith(`${to}/`);

function Tabs({ tabs }: Pick<ShellProps, 'tabs'>) {
  const { pathname } = useLocation();
  const isHere = ({ to, under = to }: Tab) => isAt(pathname, under);
  const rest = tabs.filter(({ more }, at) => more || at >= onSmallScreens);
  const always = tabs.filter(({ more }) => more);
  const small = useSmallScreen();
  return (
    <nav className={css.tabs} aria-label={words.main}>
      {tabs.map((tab, at) => (
        <Link
          key={tab.to}
          to={tab.to}
          className={css.tab}
          data-rest={at >= onSmallScreens}
          data-more={tab.more}
          aria-current={isHere(tab) ? 'page' : undefined}
        >
          {tab.label}
          <Count value={tab.count} />
        </Link>
      ))}
      {rest.length > 0 && (
        <Disclosure
          align="right"
          className={`${css.more} ${always.length > 0 ? '' : css.small}`}
          buttonClass={css.tab}
          here={(small ? rest : always).some(isHere)}
          button={
            <>
              {words.more}
              <IconChevronDown size={15} aria-hidden />
            </>
          }
        >
          {rest.map((tab) => (
            <li key={tab.to} className={tab.more ? undefined : css.small}>
              <Link to={tab.to} className={css.rest} aria-current={isHere(tab) ? 'page' : undefined}>
                {tab.label}
                <Count value={tab.count} />
              </Link>
            </li>
          ))}
        </Disclosure>
      )}
    </nav>
  );
}

/** Frame of every signed-in page: tabs, the way to a patient, the user's own menu. What is not given is not there. */
export const Shell = ({ tabs, onFindPatient, notices, ...mine }: ShellProps) => (
  <>
    <a
      className={css.skip}
      href="#main"
      onClick={(event) => {
        // Not an address of its own: going back should not come by here.
        event.preventDefault();
        document.getElementById('main')?.focus();
      }}
    >
      {words.skip}
    </a>
    <header className={css.header}>
      <Link to={tabs[0]?.to ?? '/'} className={css.brand} aria-label={words.toStart}>
        <Mark />
        <span>{words.brand}</span>
      </Link>
      <Tabs tabs={tabs} />
      <div className={css.right}>
        {onFindPatient && <FindPatient onFind={onFindPatient} />}
        <MyMenu {...mine} />
      </div>
    </header>
    {notices}
    <Outlet />
  </>
);

interface GroupProps {
  readonly group: AdminGroup;
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly onGo: () => void;
}

const Group = ({ group, open, onToggle, onGo }: GroupProps) => (
  <div>
    <button type="button" className={css.group} aria-expanded={open} onClick={onToggle}>
      {group.icon && <group.icon size={17} aria-hidden />}
      {group.label}
      <IconChevronRight size={15} aria-hidden />
    </button>
    {open && (
      <div className={css.sub}>
        {group.items.map(({ to, label, count }) => (
          <NavLink key={to} to={to} className={css.item} onClick={onGo}>
            {label}
            <Count value={count} />
          </NavLink>
        ))}
      </div>
    )}
  </div>
);

/** The Admin tab: its own menu on the left, folded into one bar on small screens. Groups without an item are left out. */
export function AdminFrame({ menu }: { readonly menu: readonly AdminGroup[] }) {
  const { pathname } = useLocation();
  const [unfolded, setUnfolded] = useState(false);
  const [turned, setTurned] = useState<ReadonlyMap<string, boolean>>(new Map());
  const groups = menu.filter((group) => group.items.length > 0);
  const here = groups.flatMap((group) => group.items).find((item) => isAt(pathname, item.to));
  // As the user left it; until then the first group and the one that is looked at stand open.
  const isOpen = (group: AdminGroup) =>
    turned.get(group.label) ?? (group === groups[0] || group.items.some((item) => item === here));
  return (
    <div className={css.admin}>
      <button
        type="button"
        className={css.menuBar}
        aria-expanded={unfolded}
        aria-controls="admin-menu"
        onClick={() => setUnfolded(!unfolded)}
      >
        <IconMenu2 size={18} aria-hidden />
        <span className="dim">{words.admin}</span>
        <b>{here?.label ?? words.menu}</b>
        <IconChevronDown size={16} aria-hidden />
      </button>
      <nav id="admin-menu" className={css.menu} data-open={unfolded} aria-label={words.admin}>
        <div className={css.menuInner}>
          {groups.map((group) => (
            <Group
              key={group.label}
              group={group}
              open={isOpen(group)}
              onToggle={() => setTurned(new Map(turned).set(group.label, !isOpen(group)))}
              onGo={() => setUnfolded(false)}
            />
          ))}
        </div>
      </nav>
      <Main>
        <Outlet />
      </Main>
    </div>
  );
}
