# ruff: noqa: E501 - signs of every script, and wide characters count double
"""Leaflets in the languages of the grid: invented text to lay out, not reviewed translations.

Every kind of body is in each. Drug and clinic names stay as they are written in English.
"""

from dataclasses import dataclass, fields

from layout.trees import BAND, make_furniture, make_leaflet, said

from leaflets.model.leaflet import (
    BandLine,
    Block,
    Card,
    Cards,
    Contact,
    Field,
    Part,
    Phone,
    Prose,
    Row,
    Table,
    Terms,
)
from leaflets.model.source import BlockKind, Tone

NAMES = ("Examplinib", "Exampla", "Riverside Clinic")
NUMBER = "020 7946 0958"


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """What a leaflet says in one language; ``person`` is a name in another script."""

    title: str
    lead: str
    page_of: str
    printed: str
    edition: str
    review: str
    labels: tuple[str, str, str, str]
    person: str
    document: str
    band: str
    results: str
    positive: str
    negative: str
    found: str
    not_found: str
    receptor: str
    call: str
    worried: str
    always: str
    weekdays: str
    keep: str
    why: str
    because: tuple[str, str]
    dose: str
    given: str
    text: str
    effects: str
    lead_in: str
    items: tuple[str, str, str]
    warning: str
    warning_text: str
    note: str
    quotation: str
    questions: str
    mine: str
    words: str
    terms: tuple[tuple[str, str], ...]
    about: str


TONGUES = {
    "en_GB": Tongue(
        title="Examplinib for an invented illness",
        lead="What it is, how you have it, and who to call.",
        page_of="Page {page} of {pages}",
        printed="Printed 22 November 2026",
        edition="Version 1, code ABCD",
        review="Next review 22 November 2027",
        labels=("Name", "Given by", "Date", "Clinic"),
        person="آمنة الحسن",
        document="Patient information leaflet",
        band="SAMPLE - not for patient use",
        results="What your results say",
        positive="Positive",
        negative="Negative",
        found="The test found receptors.",
        not_found="The test found none.",
        receptor="Receptor",
        call="Who to call",
        worried="If you have a temperature of 38.5 °C or more, call us at once.",
        always="Day and night",
        weekdays="Monday to Friday, 9 am-5 pm",
        keep="Keep this leaflet.",
        why="Why this is here:",
        because=("Your test is positive.", "You have had treatment before."),
        dose="Dose",
        given="How you have it",
        text="You have Examplinib (Exampla) 10 mg every 2-3 weeks, as a drip or as a small injection. The nurse watches you for 30 minutes, and 50% of people feel nothing. Read more at www.example.org/leaflets, or ask at the Riverside Clinic.",
        effects="Side effects",
        lead_in="Some people may have:",
        items=(
            "headaches",
            "a rash, which may itch",
            "tiredness for 4-6 weeks after Examplinib 10 mg",
        ),
        warning="Your heart",
        warning_text="Tell us before you take Examplinib if you have a heart condition.",
        note="Bring this leaflet with you each time.",
        quotation="“I asked everything twice, and nobody minded.”",
        questions="Questions to ask",
        mine="My own:",
        words="Words explained",
        terms=(
            ("receptor", "A part of a cell that takes messages."),
            ("drip", "A bag of liquid that runs into a vein."),
        ),
        about="About this leaflet",
    ),
    "ar": Tongue(
        title="علاج Examplinib لمرض متخيَّل",
        lead="ما هو، وكيف تتلقى العلاج، وبمن تتصل.",
        page_of="صفحة {page} من {pages}",
        printed="طُبعت في 22 نوفمبر 2026",
        edition="الإصدار 1، الرمز ABCD",
        review="المراجعة القادمة 22 نوفمبر 2027",
        labels=("الاسم", "قدّمها", "التاريخ", "العيادة"),
        person="Zofia Żółkiewska",
        document="نشرة معلومات للمريض",
        band="عيّنة - ليست لاستخدام المرضى",
        results="ماذا تقول نتائجك",
        positive="إيجابي",
        negative="سلبي",
        found="وجد الفحص مستقبلات.",
        not_found="لم يجد الفحص أي مستقبلات.",
        receptor="المستقبل",
        call="بمن تتصل",
        worried="إذا بلغت حرارتك 38.5 °C أو أكثر فاتصل بنا فورًا.",
        always="ليلًا ونهارًا",
        weekdays="من الاثنين إلى الجمعة",
        keep="احتفظ بهذه النشرة.",
        why="لماذا هذا هنا:",
        because=("نتيجة فحصك إيجابية.", "تلقيت علاجًا من قبل."),
        dose="الجرعة",
        given="كيف تتلقى العلاج",
        text="تتلقى علاج Examplinib (Exampla) بجرعة 10 mg كل 2-3 أسابيع، بالتنقيط أو بحقنة صغيرة تحت الجلد. تراقبك الممرضة مدة 30 دقيقة، و50% من الناس لا يشعرون بشيء. اقرأ المزيد على www.example.org/leaflets أو اسأل في Riverside Clinic.",
        effects="الآثار الجانبية",
        lead_in="قد يشعر بعض الناس بما يلي:",
        items=("صداع", "طفح جلدي قد يسبب الحكة", "تعب مدة 4-6 أسابيع بعد Examplinib 10 mg"),
        warning="قلبك",
        warning_text="أخبرنا قبل تناول Examplinib إذا كنت تعاني من مشكلة في القلب.",
        note="أحضر هذه النشرة معك في كل مرة.",
        quotation="«سألت عن كل شيء مرتين، ولم ينزعج أحد.»",
        questions="أسئلة يمكن طرحها",
        mine="أسئلتي:",
        words="شرح الكلمات",
        terms=(
            ("مستقبل", "جزء من الخلية يتلقى الرسائل."),
            ("تنقيط", "كيس من السائل يجري في الوريد."),
        ),
        about="عن هذه النشرة",
    ),
    "ur": Tongue(
        title="فرضی بیماری کے لیے علاج Examplinib",
        lead="یہ کیا ہے، آپ کو کیسے دی جاتی ہے، اور کسے فون کریں۔",
        page_of="صفحہ {page} از {pages}",
        printed="طباعت 22 نومبر 2026",
        edition="اشاعت 1، کوڈ ABCD",
        review="اگلا جائزہ 22 نومبر 2027",
        labels=("نام", "دینے والا", "تاریخ", "کلینک"),
        person="李小红",
        document="مریض کے لیے معلوماتی کتابچہ",
        band="نمونہ - مریضوں کے استعمال کے لیے نہیں",
        results="آپ کے نتائج کیا بتاتے ہیں",
        positive="مثبت",
        negative="منفی",
        found="ٹیسٹ میں ریسیپٹر ملے۔",
        not_found="ٹیسٹ میں کوئی ریسیپٹر نہیں ملا۔",
        receptor="ریسیپٹر",
        call="کسے فون کریں",
        worried="اگر آپ کا بخار 38.5 °C یا اس سے زیادہ ہو تو فوراً ہمیں فون کریں۔",
        always="دن اور رات",
        weekdays="پیر سے جمعہ تک",
        keep="یہ کتابچہ سنبھال کر رکھیں۔",
        why="یہ یہاں کیوں ہے:",
        because=("آپ کا ٹیسٹ مثبت ہے۔", "آپ کا پہلے بھی علاج ہو چکا ہے۔"),
        dose="خوراک",
        given="یہ کیسے دی جاتی ہے",
        text="آپ کو علاج Examplinib (Exampla) کی 10 mg خوراک ہر 2-3 ہفتے بعد ڈرپ یا چھوٹے انجیکشن کی صورت میں دی جاتی ہے۔ نرس 30 منٹ تک آپ کو دیکھتی ہے، اور 50% لوگوں کو کچھ محسوس نہیں ہوتا۔ مزید www.example.org/leaflets پر پڑھیں یا Riverside Clinic میں پوچھیں۔",
        effects="ضمنی اثرات",
        lead_in="کچھ لوگوں کو یہ ہو سکتا ہے:",
        items=("سر درد", "خارش والے دانے", "Examplinib 10 mg کے بعد 4-6 ہفتے تک تھکاوٹ"),
        warning="آپ کا دل",
        warning_text="اگر آپ کو دل کی تکلیف ہے تو Examplinib لینے سے پہلے ہمیں بتائیں۔",
        note="ہر بار یہ کتابچہ ساتھ لائیں۔",
        quotation="”میں نے سب کچھ دو بار پوچھا، اور کسی نے برا نہیں مانا۔“",
        questions="پوچھنے کے سوالات",
        mine="میرے سوالات:",
        words="الفاظ کی وضاحت",
        terms=(
            ("ریسیپٹر", "خلیے کا وہ حصہ جو پیغام لیتا ہے۔"),
            ("ڈرپ", "مائع کی تھیلی جو رگ میں جاتی ہے۔"),
        ),
        about="اس کتابچے کے بارے میں",
    ),
    "bn": Tongue(
        title="একটি কাল্পনিক অসুখের জন্য Examplinib",
        lead="এটি কী, কীভাবে দেওয়া হয়, এবং কাকে ফোন করবেন।",
        page_of="পৃষ্ঠা {page} / {pages}",
        printed="মুদ্রিত 22 নভেম্বর 2026",
        edition="সংস্করণ 1, কোড ABCD",
        review="পরবর্তী পর্যালোচনা 22 নভেম্বর 2027",
        labels=("নাম", "দিয়েছেন", "তারিখ", "ক্লিনিক"),
        person="آمنة الحسن",
        document="রোগীর তথ্যপত্র",
        band="নমুনা - রোগীর ব্যবহারের জন্য নয়",
        results="আপনার ফলাফল কী বলে",
        positive="পজিটিভ",
        negative="নেগেটিভ",
        found="পরীক্ষায় রিসেপ্টর পাওয়া গেছে।",
        not_found="পরীক্ষায় কিছু পাওয়া যায়নি।",
        receptor="রিসেপ্টর",
        call="কাকে ফোন করবেন",
        worried="আপনার জ্বর 38.5 °C বা তার বেশি হলে সঙ্গে সঙ্গে আমাদের ফোন করুন।",
        always="দিন ও রাত",
        weekdays="সোমবার থেকে শুক্রবার",
        keep="এই তথ্যপত্রটি রেখে দিন।",
        why="এটি এখানে কেন:",
        because=("আপনার পরীক্ষা পজিটিভ।", "আপনার আগে চিকিৎসা হয়েছে।"),
        dose="মাত্রা",
        given="কীভাবে দেওয়া হয়",
        text="আপনি Examplinib (Exampla) 10 mg প্রতি 2-3 সপ্তাহে ড্রিপ বা ছোট ইনজেকশন হিসেবে পাবেন। নার্স 30 মিনিট আপনাকে দেখবেন, আর 50% মানুষ কিছুই টের পান না। আরও পড়ুন www.example.org/leaflets-এ, অথবা Riverside Clinic-এ জিজ্ঞেস করুন।",
        effects="পার্শ্বপ্রতিক্রিয়া",
        lead_in="কারও কারও হতে পারে:",
        items=("মাথাব্যথা", "চুলকানিসহ ফুসকুড়ি", "Examplinib 10 mg-এর পরে 4-6 সপ্তাহ ক্লান্তি"),
        warning="আপনার হৃৎপিণ্ড",
        warning_text="আপনার হৃদরোগ থাকলে Examplinib নেওয়ার আগে আমাদের জানান।",
        note="প্রতিবার এই তথ্যপত্রটি সঙ্গে আনুন।",
        quotation="“আমি সবকিছু দুবার জিজ্ঞেস করেছি, কেউ কিছু মনে করেননি।”",
        questions="জিজ্ঞেস করার প্রশ্ন",
        mine="আমার প্রশ্ন:",
        words="শব্দের অর্থ",
        terms=(("রিসেপ্টর", "কোষের যে অংশ বার্তা নেয়।"), ("ড্রিপ", "তরলের থলি যা শিরায় যায়।")),
        about="এই তথ্যপত্র সম্পর্কে",
    ),
    "pa_Guru": Tongue(
        title="ਇੱਕ ਕਾਲਪਨਿਕ ਬਿਮਾਰੀ ਲਈ Examplinib",
        lead="ਇਹ ਕੀ ਹੈ, ਕਿਵੇਂ ਦਿੱਤੀ ਜਾਂਦੀ ਹੈ, ਅਤੇ ਕਿਸ ਨੂੰ ਫ਼ੋਨ ਕਰਨਾ ਹੈ।",
        page_of="ਪੰਨਾ {page} / {pages}",
        printed="ਛਪਿਆ 22 ਨਵੰਬਰ 2026",
        edition="ਸੰਸਕਰਣ 1, ਕੋਡ ABCD",
        review="ਅਗਲੀ ਸਮੀਖਿਆ 22 ਨਵੰਬਰ 2027",
        labels=("ਨਾਮ", "ਦੇਣ ਵਾਲਾ", "ਤਾਰੀਖ", "ਕਲੀਨਿਕ"),
        person="আমিনা রহমান",
        document="ਮਰੀਜ਼ ਲਈ ਜਾਣਕਾਰੀ ਪਰਚਾ",
        band="ਨਮੂਨਾ - ਮਰੀਜ਼ਾਂ ਦੀ ਵਰਤੋਂ ਲਈ ਨਹੀਂ",
        results="ਤੁਹਾਡੇ ਨਤੀਜੇ ਕੀ ਦੱਸਦੇ ਹਨ",
        positive="ਪਾਜ਼ੇਟਿਵ",
        negative="ਨੈਗੇਟਿਵ",
        found="ਟੈਸਟ ਵਿੱਚ ਰਿਸੈਪਟਰ ਮਿਲੇ।",
        not_found="ਟੈਸਟ ਵਿੱਚ ਕੁਝ ਨਹੀਂ ਮਿਲਿਆ।",
        receptor="ਰਿਸੈਪਟਰ",
        call="ਕਿਸ ਨੂੰ ਫ਼ੋਨ ਕਰਨਾ ਹੈ",
        worried="ਜੇ ਤੁਹਾਡਾ ਬੁਖਾਰ 38.5 °C ਜਾਂ ਵੱਧ ਹੋਵੇ ਤਾਂ ਤੁਰੰਤ ਸਾਨੂੰ ਫ਼ੋਨ ਕਰੋ।",
        always="ਦਿਨ ਅਤੇ ਰਾਤ",
        weekdays="ਸੋਮਵਾਰ ਤੋਂ ਸ਼ੁੱਕਰਵਾਰ",
        keep="ਇਹ ਪਰਚਾ ਸੰਭਾਲ ਕੇ ਰੱਖੋ।",
        why="ਇਹ ਇੱਥੇ ਕਿਉਂ ਹੈ:",
        because=("ਤੁਹਾਡਾ ਟੈਸਟ ਪਾਜ਼ੇਟਿਵ ਹੈ।", "ਤੁਹਾਡਾ ਪਹਿਲਾਂ ਇਲਾਜ ਹੋ ਚੁੱਕਾ ਹੈ।"),
        dose="ਖੁਰਾਕ",
        given="ਇਹ ਕਿਵੇਂ ਦਿੱਤੀ ਜਾਂਦੀ ਹੈ",
        text="ਤੁਹਾਨੂੰ Examplinib (Exampla) 10 mg ਹਰ 2-3 ਹਫ਼ਤਿਆਂ ਬਾਅਦ ਡ੍ਰਿੱਪ ਜਾਂ ਛੋਟੇ ਟੀਕੇ ਵਜੋਂ ਦਿੱਤੀ ਜਾਂਦੀ ਹੈ। ਨਰਸ 30 ਮਿੰਟ ਤੁਹਾਨੂੰ ਦੇਖਦੀ ਹੈ, ਅਤੇ 50% ਲੋਕਾਂ ਨੂੰ ਕੁਝ ਮਹਿਸੂਸ ਨਹੀਂ ਹੁੰਦਾ। ਹੋਰ www.example.org/leaflets ਤੇ ਪੜ੍ਹੋ ਜਾਂ Riverside Clinic ਵਿੱਚ ਪੁੱਛੋ।",
        effects="ਮਾੜੇ ਅਸਰ",
        lead_in="ਕੁਝ ਲੋਕਾਂ ਨੂੰ ਹੋ ਸਕਦਾ ਹੈ:",
        items=("ਸਿਰ ਦਰਦ", "ਖਾਰਸ਼ ਵਾਲੇ ਧੱਫੜ", "Examplinib 10 mg ਤੋਂ ਬਾਅਦ 4-6 ਹਫ਼ਤੇ ਥਕਾਵਟ"),
        warning="ਤੁਹਾਡਾ ਦਿਲ",
        warning_text="ਜੇ ਤੁਹਾਨੂੰ ਦਿਲ ਦੀ ਤਕਲੀਫ਼ ਹੈ ਤਾਂ Examplinib ਲੈਣ ਤੋਂ ਪਹਿਲਾਂ ਸਾਨੂੰ ਦੱਸੋ।",
        note="ਹਰ ਵਾਰ ਇਹ ਪਰਚਾ ਨਾਲ ਲਿਆਓ।",
        quotation="“ਮੈਂ ਸਭ ਕੁਝ ਦੋ ਵਾਰ ਪੁੱਛਿਆ, ਕਿਸੇ ਨੇ ਬੁਰਾ ਨਹੀਂ ਮਨਾਇਆ।”",
        questions="ਪੁੱਛਣ ਲਈ ਸਵਾਲ",
        mine="ਮੇਰੇ ਸਵਾਲ:",
        words="ਸ਼ਬਦਾਂ ਦੇ ਅਰਥ",
        terms=(("ਰਿਸੈਪਟਰ", "ਸੈੱਲ ਦਾ ਉਹ ਹਿੱਸਾ ਜੋ ਸੁਨੇਹੇ ਲੈਂਦਾ ਹੈ।"), ("ਡ੍ਰਿੱਪ", "ਤਰਲ ਦੀ ਥੈਲੀ ਜੋ ਨਾੜੀ ਵਿੱਚ ਜਾਂਦੀ ਹੈ।")),
        about="ਇਸ ਪਰਚੇ ਬਾਰੇ",
    ),
    "zh_Hans": Tongue(
        title="Examplinib：治疗一种虚构的疾病",
        lead="它是什么、如何用药，以及该打电话给谁。",
        page_of="第 {page} 页，共 {pages} 页",
        printed="2026年11月22日打印",
        edition="第1版，代码 ABCD",
        review="下次审阅：2027年11月22日",
        labels=("姓名", "提供者", "日期", "诊所"),
        person="Zofia Żółkiewska",
        document="患者信息单",
        band="样本 - 不供患者使用",
        results="您的检查结果",
        positive="阳性",
        negative="阴性",
        found="检查发现了受体。",
        not_found="检查没有发现受体。",
        receptor="受体",
        call="该打电话给谁",
        worried="如果体温达到38.5 °C或更高，请立即给我们打电话。",
        always="昼夜均可",
        weekdays="周一至周五",
        keep="请保留这份信息单。",
        why="为什么有这一节：",
        because=("您的检查结果呈阳性。", "您以前接受过治疗。"),
        dose="剂量",
        given="如何用药",
        text="您每2-3周接受一次Examplinib（Exampla）10 mg，可以静脉滴注，也可以小针皮下注射。护士会观察您30分钟，50%的人没有任何感觉。更多内容请看www.example.org/leaflets，或到Riverside Clinic询问。",
        effects="副作用",
        lead_in="有些人可能会：",
        items=("头痛", "出现皮疹，可能发痒", "使用Examplinib 10 mg后疲倦4-6周"),
        warning="您的心脏",
        warning_text="如果您有心脏病，请在使用Examplinib之前告诉我们。",
        note="每次来时请带上这份信息单。",
        quotation="“我把每件事都问了两遍，没有人介意。”",
        questions="可以问的问题",
        mine="我的问题：",
        words="词语解释",
        terms=(("受体", "细胞中接收信息的部分。"), ("滴注", "一袋流入静脉的液体。")),
        about="关于这份信息单",
    ),
    "pl": Tongue(
        title="Examplinib w leczeniu zmyślonej choroby",
        lead="Czym jest, jak się go podaje i do kogo dzwonić.",
        page_of="Strona {page} z {pages}",
        printed="Wydrukowano 22 listopada 2026",
        edition="Wydanie 1, kod ABCD",
        review="Następny przegląd 22 listopada 2027",
        labels=("Imię i nazwisko", "Kto podał", "Data", "Poradnia"),
        person="李小红",
        document="Ulotka dla pacjenta",
        band="PRÓBKA - nie dla pacjentów",
        results="Co mówią wyniki badań",
        positive="Dodatni",
        negative="Ujemny",
        found="W badaniu znaleziono receptory.",
        not_found="W badaniu ich nie znaleziono.",
        receptor="Receptor",
        call="Do kogo dzwonić",
        worried="Przy gorączce 38,5 °C lub wyższej proszę od razu do nas zadzwonić.",
        always="W dzień i w nocy",
        weekdays="Od poniedziałku do piątku",
        keep="Proszę zachować tę ulotkę.",
        why="Dlaczego to tu jest:",
        because=("Wynik badania jest dodatni.", "Było już wcześniejsze leczenie."),
        dose="Dawka",
        given="Jak podaje się lek",
        text="Examplinib (Exampla) 10 mg podaje się co 2-3 tygodnie, w kroplówce albo w małym zastrzyku pod skórę. Pielęgniarka czuwa przez 30 minut, a 50% ludzi nic nie czuje. Więcej na www.example.org/leaflets albo w Riverside Clinic.",
        effects="Działania niepożądane",
        lead_in="U niektórych osób mogą wystąpić:",
        items=(
            "bóle głowy",
            "wysypka, która może swędzieć",
            "zmęczenie przez 4-6 tygodni po Examplinib 10 mg",
        ),
        warning="Serce",
        warning_text="Przed przyjęciem Examplinib proszę powiedzieć nam o chorobie serca.",
        note="Proszę za każdym razem przynieść tę ulotkę.",
        quotation="„Pytałam o wszystko dwa razy i nikomu to nie przeszkadzało.”",
        questions="O co zapytać",
        mine="Moje pytania:",
        words="Objaśnienia słów",
        terms=(
            ("receptor", "Część komórki, która odbiera sygnały."),
            ("kroplówka", "Worek z płynem, który spływa do żyły."),
        ),
        about="O tej ulotce",
    ),
    "cy": Tongue(
        title="Examplinib ar gyfer salwch dychmygol",
        lead="Beth ydyw, sut y caiff ei roi, a phwy i'w ffonio.",
        page_of="Tudalen {page} o {pages}",
        printed="Argraffwyd 22 Tachwedd 2026",
        edition="Fersiwn 1, cod ABCD",
        review="Adolygiad nesaf 22 Tachwedd 2027",
        labels=("Enw", "Rhoddwyd gan", "Dyddiad", "Clinig"),
        person="Ελένη Παπαδοπούλου",
        document="Taflen wybodaeth i gleifion",
        band="SAMPL - nid i'w ddefnyddio gan gleifion",
        results="Beth mae eich canlyniadau'n ei ddweud",
        positive="Positif",
        negative="Negatif",
        found="Daeth y prawf o hyd i dderbynyddion.",
        not_found="Ni ddaeth y prawf o hyd i ddim.",
        receptor="Derbynnydd",
        call="Pwy i'w ffonio",
        worried="Os oes gennych dymheredd o 38.5 °C neu fwy, ffoniwch ni ar unwaith.",
        always="Ddydd a nos",
        weekdays="Dydd Llun i ddydd Gwener",
        keep="Cadwch y daflen hon.",
        why="Pam mae hyn yma:",
        because=("Mae eich prawf yn bositif.", "Rydych wedi cael triniaeth o'r blaen."),
        dose="Dos",
        given="Sut y caiff ei roi",
        text="Byddwch yn cael Examplinib (Exampla) 10 mg bob 2-3 wythnos, fel diferiad neu bigiad bach. Mae'r nyrs yn eich gwylio am 30 munud, ac nid yw 50% o bobl yn teimlo dim. Darllenwch fwy yn www.example.org/leaflets, neu holwch yn Riverside Clinic.",
        effects="Sgil-effeithiau",
        lead_in="Gall rhai pobl gael:",
        items=("cur pen", "brech, a all gosi", "blinder am 4-6 wythnos ar ôl Examplinib 10 mg"),
        warning="Eich calon",
        warning_text="Dywedwch wrthym cyn cymryd Examplinib os oes gennych gyflwr ar y galon.",
        note="Dewch â'r daflen hon gyda chi bob tro.",
        quotation="“Gofynnais bopeth ddwywaith, ac nid oedd ots gan neb.”",
        questions="Cwestiynau i'w gofyn",
        mine="Fy rhai i:",
        words="Egluro geiriau",
        terms=(
            ("derbynnydd", "Rhan o gell sy'n derbyn negeseuon."),
            ("diferiad", "Bag o hylif sy'n rhedeg i wythïen."),
        ),
        about="Am y daflen hon",
    ),
}


def texts_of(language):
    """Everything that a leaflet in that language says."""

    def flat(value):
        if isinstance(value, str):
            yield value.replace("{", "").replace("}", "")
        else:
            for inner in value:
                yield from flat(inner)

    tongue = TONGUES[language]
    return tuple(
        text
        for field in fields(tongue)
        if field.name != "person"
        for text in flat(getattr(tongue, field.name))
    )


def band_of(tongue, language):
    """The state in the language and in English."""
    if language == "en_GB":
        return (BandLine(text=BAND),)
    return (BandLine(text=said(tongue.band)), BandLine(source=BAND))


def make_translated(language, *, band=True, person=True, drugs=1, text=1, **changes):
    """A leaflet with every kind of body; ``drugs`` and ``text`` make it longer.

    ``person`` is whether a name in another script is in it, with the font that this takes.
    """
    t = TONGUES[language]
    furniture = make_furniture(
        band=band_of(t, language) if band else (),
        head_start=said("Riverside Clinic"),
        head_end=said(t.title),
        page_of=said(t.page_of),
        printed=said(t.printed),
        edition=said(t.edition),
        review=said(t.review),
        personal=(
            Field(label=said(t.labels[0]), value=None),
            Field(label=said(t.labels[1]), value=said(t.person) if person else None),
            Field(label=said(t.labels[2]), value=said("22.11.2026")),
            Field(label=said(t.labels[3]), value=said("Riverside Clinic")),
        ),
        document_title=said(t.document),
        logo=changes.pop("logo", None),
    )
    values = {
        "language": language,
        "title": said(t.title),
        "lead": said(t.lead),
        "furniture": furniture,
        "names": NAMES,
    }
    frame = BlockKind.FRAME
    blocks = (
        _block(frame, "results", t.results, _results(t)),
        _block(frame, "help", t.call, _contact(t)),
        *(_drug(t, text) for _ in range(drugs)),
        _block(
            frame,
            "ask",
            t.questions,
            Prose(text=None, items=tuple(map(said, t.items[:2])), after=said(t.mine), lines=2),
        ),
        _block(
            frame,
            "words",
            t.words,
            Terms(tuple((said(a), said(b)) for a, b in t.terms), said(t.lead_in)),
        ),
        _block(
            frame,
            "about",
            t.about,
            Table(
                (
                    Row(label=said(t.labels[2]), values=(said("22.11.2026"),)),
                    Row(label=said(t.labels[3]), values=(said("Riverside Clinic"), said(NUMBER))),
                ),
                intro=said(t.keep),
            ),
        ),
    )
    return make_leaflet(*blocks, **values | changes)


def _block(kind, key, title, *bodies, **changes):
    parts = tuple(
        body if isinstance(body, Part) else Part(key=f"{key}.{number}", body=body)
        for number, body in enumerate(bodies)
    )
    return Block(key=key, kind=kind, title=said(title), parts=parts, **changes)


def _results(t):
    return Cards(
        tuple(
            Card(
                name=said(f"{t.receptor} {number}"),
                value=said(t.negative if number == 2 else t.positive),
                meaning=said(t.not_found if number == 2 else t.found),
            )
            for number in (1, 2, 3)
        )
    )


def _contact(t):
    return Contact(
        text=said(t.worried),
        phones=(
            Phone(label=said(t.always), number=said(NUMBER), main=True),
            Phone(label=said(t.weekdays), number=None),
        ),
        after=said(t.keep),
    )


def _drug(t, text):
    glance = Table(
        (
            Row(label=said(t.dose), values=(said("10 mg"),), drawing="tablet"),
            Row(label=said(t.given), values=(said(t.because[0]), said(t.note)), drawing="drip"),
            Row(label=said(t.always), values=(said(t.warning_text),)),
        )
    )
    return _block(
        BlockKind.DRUG,
        "drug",
        "Examplinib",
        glance,
        Part(
            key="drug.how", heading=said(t.given), body=Prose(text=said(" ".join([t.text] * text)))
        ),
        Part(
            key="drug.effects",
            heading=said(t.effects),
            body=Prose(
                text=said(t.lead_in), items=tuple(map(said, t.items)), after=said(t.worried)
            ),
        ),
        Part(
            key="drug.heart",
            heading=said(t.warning),
            tone=Tone.WARNING,
            drawing="heart",
            body=Prose(text=said(t.warning_text)),
        ),
        Part(key="drug.note", tone=Tone.NOTE, body=Prose(text=said(t.note))),
        Part(key="drug.said", tone=Tone.QUOTATION, body=Prose(text=said(t.quotation))),
        brand=said("Exampla"),
        why_label=said(t.why),
        why=tuple(map(said, t.because)),
    )
