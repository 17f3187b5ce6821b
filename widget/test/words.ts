/** What the owner, the visitor and the agents of a scene write, in one language. */
export interface Words {
  readonly language: string;
  readonly site: string;
  readonly greeting: string;
  readonly tiers: readonly [first: string, second: string];
  readonly topics: readonly string[];
  readonly agents: readonly [first: string, second: string];
  /** A question with what is answered to it, in turn. */
  readonly subject: string;
  readonly talk: readonly string[];
  /** Why it was passed on. */
  readonly reason: string;
  /** What other tickets are about. */
  readonly others: readonly string[];
  readonly consent: string;
}

const english: Words = {
  language: "en",
  site: "Larkmoor Outfitters",
  greeting: "Hello! Ask us about an order, a size or a route. A person answers.",
  tiers: ["Front desk", "Workshop"],
  topics: ["Order and delivery", "Returns and exchanges", "Sizes and advice", "Repairs", "Something else"],
  agents: ["Priya Natarajan", "Amara Okafor"],
  subject: "Tent pole arrived bent",
  talk: [
    "My Curlew 2 came today, but one of its poles is bent. We leave on Friday. Can you help?",
    "Oh no! I have asked the workshop for a new pole. How they are made: https://larkmoor.example/poles",
    "That is quick. Thank you!",
    "It leaves today by express and is with you on Thursday.",
  ],
  reason: "the pole has to be cut to length",
  others: [
    "Which sleeping bag for −5 °C?",
    "Refund for order 48213",
    "Do the Fell boots run small?",
    "Gift card does not work",
    "Parcel says delivered, but it is not here",
    "Change the address of my order",
    "Replacement buckle for a Heron 45",
    "Invoice for the scout group",
  ],
  consent: "I agree that Larkmoor keeps what I write here to answer me.",
};

const arabic: Words = {
  language: "ar",
  site: "متجر السفح",
  greeting: "أهلًا بك! اسألنا عن طلب أو مقاس أو طريق. يجيبك إنسان.",
  tiers: ["الاستقبال", "الورشة"],
  topics: ["الطلب والتوصيل", "الإرجاع والاستبدال", "المقاسات والنصائح", "الإصلاح", "شيء آخر"],
  agents: ["ليلى حدّاد", "Amara Okafor"],
  subject: "وصل عمود الخيمة معوجًّا",
  talk: [
    "وصلتني اليوم خيمة Curlew 2، لكن أحد أعمدتها معوجّ. نسافر يوم الجمعة. هل يمكنكم المساعدة؟",
    "يا للأسف! طلبت من الورشة عمودًا جديدًا. هكذا تُصنع: https://larkmoor.example/poles",
    "هذا سريع. شكرًا لكم!",
    "يُرسل اليوم بالبريد السريع ويصلك يوم الخميس.",
  ],
  reason: "يجب قصّ العمود على المقاس",
  others: [
    "أي كيس نوم يناسب ‎−5‎ درجات؟",
    "استرداد ثمن الطلب 48213",
    "هل مقاس أحذية Fell صغير؟",
    "بطاقة الهدية لا تعمل",
    "الطرد مسجّل أنه وصل لكنه ليس هنا",
    "تغيير عنوان طلبي",
    "إبزيم بديل لحقيبة Heron 45",
    "فاتورة لفرقة الكشافة",
  ],
  consent: "أوافق على أن يحتفظ المتجر بما أكتبه هنا ليجيبني.",
};

const hebrew: Words = {
  language: "he",
  site: "ציוד המדרון",
  greeting: "שלום! שאלו אותנו על הזמנה, מידה או מסלול. עונה לכם אדם.",
  tiers: ["דלפק הקבלה", "בית המלאכה"],
  topics: ["הזמנה ומשלוח", "החזרות והחלפות", "מידות ועצות", "תיקונים", "משהו אחר"],
  agents: ["נועה לוי", "Amara Okafor"],
  subject: "מוט האוהל הגיע כפוף",
  talk: [
    "ה־Curlew 2 שלי הגיע היום, אבל אחד המוטות כפוף. אנחנו יוצאים ביום שישי. תוכלו לעזור?",
    "אוי לא! ביקשתי מבית המלאכה מוט חדש. כך הם נעשים: https://larkmoor.example/poles",
    "זה מהיר. תודה!",
    "הוא יוצא היום בשליח ויגיע אליכם ביום חמישי.",
  ],
  reason: "צריך לחתוך את המוט למידה",
  others: [
    "איזה שק שינה ל־5 מעלות מתחת לאפס?",
    "החזר על הזמנה 48213",
    "האם נעלי Fell קטנות?",
    "כרטיס המתנה לא עובד",
    "כתוב שהחבילה נמסרה, אבל היא לא כאן",
    "שינוי הכתובת של ההזמנה שלי",
    "אבזם חלופי ל־Heron 45",
    "חשבונית לשבט הצופים",
  ],
  consent: "אני מסכים שהחנות תשמור את מה שאני כותב כאן כדי לענות לי.",
};

export const words = { english, arabic, hebrew };
