/** About the desk as a whole. */
export const desk = {
  text: "A desk is one team of people with all the sites that they answer for.",
  name: "Name",
  nameHint: "Agents see it at the top of the console",
};
