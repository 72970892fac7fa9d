import { en_CA, en, Faker } from '@faker-js/faker';

const SEED = 20_261_122;

export interface Pools {
  readonly lastNames: readonly string[];
  readonly women: readonly string[];
  readonly men: readonly string[];
  readonly streets: readonly string[];
}

const distinct = (many: number, draw: () => string): string[] => {
  const found = new Set<string>();
  for (let tries = 0; found.size < many && tries < many * 20; tries += 1) found.add(draw());
  return [...found];
};

/** Names and streets to draw from, always the same: rows are put together from them in the database. */
export function drawPools(): Pools {
  const faker = new Faker({ locale: [en_CA, en], seed: SEED });
  return {
    lastNames: distinct(470, () => faker.person.lastName()),
    women: distinct(400, () => faker.person.firstName('female')),
    men: distinct(400, () => faker.person.firstName('male')),
    streets: distinct(600, () => faker.location.street()),
  };
}
