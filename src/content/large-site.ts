/** A site with more articles than this is read in a way that takes less memory and more time. */
export const largeSite = 30_000;
