/** Words a small newspaper is made of, the frequent ones several times. */
export const words =
  `harbour ferry island council budget storm bridge market library school garden river museum theatre
orchestra hospital railway station airport village county parliament minister election campaign festival concert exhibition
winter summer autumn spring morning evening weekend century history science energy climate forest mountain valley coast
fishing farming industry company worker union strike salary pension housing rent traffic bicycle tram street square park
water waste recycling electricity network internet software computer letter newspaper reader editor writer photograph camera
painting sculpture novel poem story language translation dictionary grammar accent kitchen recipe bread cheese apple onion
pepper salt butter sugar coffee tea glass table window door roof wall stone brick timber steel copper silver golden early
late quiet loud narrow wide ancient modern public private local national foreign regional annual daily several many few every
another certain recent former present future open closed empty full heavy light simple complex the the the the a a an of of
of to to to in in in for for on on with with by at from and and and or but because although while where when which that this
these those is are was were has have had will would can could may might should must not only also still again never always
often said told asked wrote found built opened closed moved brought carried`
    .split(/\s+/)
    .filter(Boolean);

/**
 * Numbers from 0 to 1 that only look random: the same for the same seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
