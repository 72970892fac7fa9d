import { uiWords } from './ui.ts';

const n = uiWords.number;
const counted = (count: number, one: string, many: string) => `${n(count)} ${count === 1 ? one : many}`;

/** Plans that are kept, and what the leaver sees of them. */
export const keptPlanWords = {
  title: 'Kept plan',
  none: 'No plan is kept yet. Save it to go on another day, or to show it to the leaver.',
  savedBy: (name: string) => `Saved by ${name}`,
  rules: (count: number) => counted(count, 'rule', 'rules'),
  notGiven: (name: string) => `${name} has not been shown it.`,
  given: (name: string) => `Shown to ${name}`,
  waits: 'not checked yet',
  checked: (name: string) => `Checked by ${name}`,
  differs: 'What stands below differs from it.',
  resume: 'Go on with it',
  give: (name: string) => `Show to ${name} for checking`,
  discard: 'Throw it away',
  save: 'Save plan',
  saved: 'The plan is kept.',
  nowGiven: (name: string) => `${name} can read the plan now, under My hand-over.`,
  discarded: 'The plan is thrown away.',
  stale: 'Somebody else has saved another plan meanwhile. Look at it before you save yours.',
  history: 'Saved before',
  reuse: 'Begin with the rules of an earlier plan',
  choose: 'Choose a plan',
  ofLeaver: (name: string, day: string) => `${name}, ${day}`,

  mine: {
    title: 'My hand-over',
    lead: 'What is to happen with your open work when you leave. You can say that you have checked it; only an administrator can change it.',
    none: 'There is no plan for you to check',
    noneWhy: 'When an administrator shows you the plan for handing your work over, it stands here.',
    from: (name: string) => `From ${name}`,
    comment: 'What should be different, if anything',
    commentHelp: 'Up to 500 characters. The administrator reads it beside the plan.',
    check: 'Checked',
    done: 'Thank you. The administrator has been told.',
    youSaid: 'You checked it',
    stale: 'The plan has changed meanwhile. Read it again.',
  },
};
