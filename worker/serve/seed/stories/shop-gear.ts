import { answer, confirm, days, escalate, hold, hours, note, priority, rate, reply, type Story } from "./script.ts";

const site = "site_shop";

/** What Larkmoor's customers wrote about their gear in the last days, oldest first. */
export const shopGear: readonly Story[] = [
  {
    site,
    topic: "top_advice",
    from: "yuki",
    ago: days(5) + hours(7),
    subject: "Is the Wren sleeping bag warm enough for 0 °C?",
    text: "I plan four nights in the hills next month, about 0 °C at night. I am always cold. Is the Wren enough, or should I take a liner as well?",
    steps: [
      answer(
        43,
        "Hi Yuki! The Wren is comfortable down to about 2 °C for someone who sleeps cold. At 0 °C I would add our silk liner (about 3 degrees) and a closed-cell mat under your own; most of the cold comes from below.",
      ),
      reply(50, "That helps a lot. I already have a mat, so only the liner then."),
      answer(8, "Perfect combination. Have a good trip!", "solved"),
      confirm(hours(20)),
      rate(5, "Better advice than in the shop I usually go to."),
    ],
  },
  {
    site,
    topic: "top_repair",
    from: "bjorn",
    ago: days(5),
    subject: "Zip of my Stonechat shell came apart",
    text: "The main zip of my Stonechat jacket (bought last year) splits behind the slider. It happened on the second day of a tour. Is this covered?",
    steps: [
      answer(
        27,
        "Hi Bjørn, that should not happen after one season. Could you send us your order number? If you have a photo of the slider, describe what you see on the left side: are teeth missing, or are they bent?",
        "pending",
      ),
      reply(hours(4), "Order 18822. No teeth missing, but the last four on the left are bent outwards."),
      note(12, "Third one with this slider this season. Passing it to warranty so that they see the pattern."),
      escalate(1, {
        summary: "Main zip of a Stonechat shell splits behind the slider after one season. Order 18822.",
        tried: ["Asked what it looks like: the last four teeth on the left are bent outwards, none is missing"],
        missing: "A warranty decision: this is the third split zip of this batch.",
        impact: "One customer on tour; perhaps everybody who bought this batch.",
        publicReason: "Our warranty team decides whether the repair is free.",
      }),
      answer(
        65,
        "Hello Bjørn, {me} here, I look after warranty cases. This is a fault of the slider, so the repair is free. A prepaid label is on its way to you; the workshop needs about eight days. Would you rather have a new jacket of the same size? We have two left in spruce.",
        "pending",
      ),
      reply(hours(15), "A repair is fine, I like this one. I sent it this morning."),
      answer(hours(2), "Thank you, Bjørn. I write as soon as the workshop has it.", "pending"),
      hold(2),
      note(3, "With the workshop, repair slip 5521. They promised Friday."),
    ],
  },
  {
    site,
    topic: "top_repair",
    fields: { orderNumber: "19760" },
    from: "callum",
    ago: days(3) + hours(8),
    subject: "Tent pole of the Curlew 2 snapped",
    text: "One pole of my Curlew 2 broke at the ferrule in moderate wind. I leave for Scotland in nine days and need a spare.",
    steps: [
      priority(19, "high"),
      answer(
        7,
        "Hi Callum, we will get you on the road. I am checking whether the pole set is in stock; you will hear from me today.",
      ),
      note(hours(1), "Out of stock here. The maker has them, two days to us."),
      escalate(4, {
        summary: "Broken pole of a Curlew 2, order 19760. The customer leaves in nine days.",
        tried: ["Looked in our stock: none left", "Called the maker: they have pole sets, two days to us"],
        missing: "Somebody who may order from the maker straight to a customer.",
        impact: "One customer, whose tour depends on it.",
        publicReason: "The spare part comes straight from the maker, which our warranty team arranges.",
      }),
      answer(
        44,
        "Callum, the maker sends a new pole set straight to you; it leaves tomorrow. There is also a repair sleeve in the parcel, free of charge. I stay on this until you hold it in your hands.",
      ),
      hold(2),
    ],
  },
  {
    site,
    topic: "top_advice",
    language: "es",
    from: "marta",
    ago: days(3) + hours(5),
    subject: "¿Qué mochila para una espalda corta?",
    text: "Mi espalda mide 41 cm. ¿Hay una versión corta de la Dunlin 38, o se puede ajustar hasta ahí?",
    steps: [
      answer(
        46,
        "¡Hola, Marta! La Dunlin 38 se ajusta de 40 a 52 cm, así que 41 va bien, en la penúltima posición. Si puedes, pruébala en casa con 8 kg: la puedes devolver en 60 días.",
        "solved",
      ),
    ],
  },
  {
    site,
    topic: "top_repair",
    from: "oliver",
    ago: days(2) + hours(5),
    subject: "Sole of the Heron boots is peeling off",
    text: "After about 300 km the sole at the left toe is coming loose, by about three centimetres. I looked after them well. Can you glue it, or is it the end of them?",
    steps: [
      answer(
        41,
        "Hi Oliver, please do not glue it yourself, or the workshop cannot resole them. 300 km is far too early. May I have the order number, and the month you bought them?",
        "pending",
      ),
      reply(hours(22), "Order 17903, bought last spring. I have them dry and clean here."),
    ],
  },
  {
    site,
    topic: "top_advice",
    from: "lukas",
    ago: days(1) + hours(6),
    subject: "Can I wash the down jacket at home?",
    text: "The label says gentle wash, but the internet says never wash down at home. What do you recommend?",
    steps: [
      answer(
        29,
        "You can: 30 °C, gentle cycle, down soap, no softener. Then dry it for a long time on low heat with two tennis balls, until no lumps are left. Never put it away damp.",
        "solved",
      ),
      confirm(hours(3)),
    ],
  },
  {
    site,
    topic: "top_advice",
    from: "chiara",
    ago: hours(4) + 20,
    subject: "Heron boots for a wide foot?",
    text: "My partner has wide feet and a high instep, and most hiking boots press at the little toe. Do the Herons come in a wide fitting?",
    steps: [
      answer(
        35,
        "Hi Chiara, they do not, but they run wide at the front. How long are your partner's feet, and how wide at the ball, in centimetres?",
        "pending",
      ),
      reply(hours(1), "27.5 long and 11.2 wide, both feet."),
    ],
  },
  {
    site,
    topic: "top_repair",
    from: "yuki",
    ago: hours(3) + 20,
    subject: "Stove hisses when it is closed",
    text: "The valve of my Ember stove hisses softly even when it is turned off. I smelled gas and took the cartridge off at once. I will not use it like this. What should I do?",
    steps: [
      answer(
        8,
        "You did exactly the right thing, Yuki. Please do not connect a cartridge again, and keep the stove outside or by an open window. {me} here, I am the one for gas appliances. Could you read me the number that is stamped under the pot supports? It starts with EM.",
      ),
      reply(9, "EM-24-1187. It stands on the balcony now."),
      note(2, "EM-24: the same series as the safety notice of spring. Two more of this batch went out last month."),
      answer(
        14,
        "Thank you, Yuki. A courier collects the stove tomorrow between 9 and 12, and a new one from another series is on its way to you already. Please write to me when you have it.",
        "pending",
      ),
    ],
  },
  {
    site,
    topic: "top_advice",
    from: "fatima",
    ago: 48,
    subject: "Two-person tent for the balcony first?",
    text: "A funny question: is the Curlew 2 free-standing, so that my children can sleep in it on the balcony? The floor is tiles, no pegs possible.",
    steps: [],
  },
  {
    site,
    topic: "top_repair",
    from: "bjorn",
    ago: 21,
    subject: "Replacement straps for the Dunlin",
    text: "The dog ate a shoulder strap of my Dunlin 38. Entirely his fault, not yours! Can I buy one strap, or only the pair?",
    steps: [],
  },
];
