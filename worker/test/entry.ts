export { Room } from "../src/live/room.ts";
export { default } from "../src/index.ts";
