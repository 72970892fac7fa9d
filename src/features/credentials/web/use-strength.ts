import { useEffect, useState } from 'react';

type Strength = typeof import('./strength.ts');

/** The estimator and its lists, loaded when a password is first typed: they weigh more than the page. */
export function useStrength(wanted: boolean): Strength | undefined {
  const [strength, setStrength] = useState<Strength>();
  useEffect(() => {
    if (!wanted) return undefined;
    let gone = false;
    // Without it the rules still stand, and the server knows the list.
    import('./strength.ts').then((loaded) => gone || setStrength(loaded)).catch(() => undefined);
    return () => void (gone = true);
  }, [wanted]);
  return strength;
}
