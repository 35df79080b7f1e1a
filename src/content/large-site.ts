/** Sites with more articles than this are read with less memory, which takes more time. */
export const largeSite = 30_000;
