// What is said before the texts have come; a page may say it in its own words.
export const help = "Help";
export const failed = "Help did not load. Try again";
