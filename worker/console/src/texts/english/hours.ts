/** What the settings say about times, zones and amounts of time. */
export const hours = {
  from: "From",
  to: "To",
  closed: "Closed",
  addRange: (what: string) => `Add hours: ${what}`,
  removeRange: (range: string) => `Remove ${range}`,
  notATime: "Write times such as 09:00, the end at most 24:00.",
  zone: "Time zone",
  zoneHint: "Such as Europe/Warsaw",
  notAZone: "This is not a time zone. Use a name such as Europe/Berlin.",
  amountHint: "Such as 30 min or 4 h",
  notAnAmount: "Write an amount of time such as 30 min, 4 h or 1 h 30 min.",
  tooShort: "This has to be at least a minute.",
  tooLong: "This can be at most 8784 h.",
  days: "Days",
};
