export { default } from "../src/index.ts";
export { Room } from "../src/live/room.ts";
