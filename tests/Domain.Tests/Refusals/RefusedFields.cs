using Supervision.Domain.Bodies;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using Supervision.Domain.Officers;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Limits that every field of every command has.</summary>
internal static class RefusedFields
{
    public static readonly IReadOnlyList<Case> Cases =
    [
        Named("field.too_long", "a title of 301 characters", new string('a', 301)),
        Named("field.too_long", "a text of 1 MB", new string('ạ', 1_000_000)),
        Described("field.too_long", "a long text of 4,001 characters", new string('a', 4_001)),
        Named("field.empty", "an empty text", ""),
        Named("field.empty", "blanks", " \t\n"),
        Named("field.bad_characters", "U+0000", "a\0b"),
        Named("field.bad_characters", "a control character", "a\u0007"),
        Named("field.bad_characters", "a carriage return", "a\r\nb"),
        Named("field.bad_characters", "a lone high surrogate", "a\ud83d"),
        Named("field.bad_characters", "a lone low surrogate", "\ude00a"),
        Named("field.bad_characters", "a high surrogate before a letter", "\ud83da"),
        Named("field.bad_characters", "a noncharacter", "a\ufffe"),
        Named("field.bad_characters", "a zero-width space that hides a number", "0912\u200b345678"),
        Named("field.bad_characters", "a letter that shows nothing", "\u3164"),
        Named("field.bad_characters", "a Braille sign without dots", "\u2800"),
        Named("field.bad_characters", "a sign of private use", "a\ue000"),
        Named("field.bad_characters", "a mark that turns the order of letters", "a\u202eb"),
        Named("field.not_nfc", "decomposed Vietnamese", "Bệnh viện".Normalize(System.Text.NormalizationForm.FormD)),
        Named("field.personal_number", "an identity number", "ông B, 031095001234"),
        Named("field.personal_number", "an identity number in threes", "031 095 001 234"),
        Named("field.personal_number", "a card", "thẻ HS4010312345678"),
        Named("field.personal_number", "a card in groups", "thẻ HS 4 01 03 12345678"),
        Named("field.personal_number", "an insurance number", "mã số 0312345678"),
        Named("field.personal_number", "a telephone", "gọi 0912 345 678."),
        Named("field.personal_number", "a telephone with +84", "(+84) 91; +84912345678"),
        Described("field.personal_number", "a telephone in a long text", "Liên hệ 0912.345.678"),
        Recording("field.money_out_of_range", "a negative amount", RecordF1 with { Amount = Dong(-1) }),
        Recording("field.money_out_of_range", "more than 10^15", RecordF1 with { Amount = Dong(Money.DongMax + 1) }),
        Recording("field.money_out_of_range", "a negative unit price", RecordF1 with { UnitPrice = Dong(-312_000) }),
        Recording("field.number_out_of_range", "a negative count", RecordF1 with { CaseCount = -1 }),
        Recording("field.number_out_of_range", "more cases than the city has people, twice over",
            RecordF1 with { CaseCount = 10_000_001 }),
        new("field.number_out_of_range", "101 per cent", () => Received().When(SytFocal,
            new Assignments.AssignmentCommand.ReportProgress(T07, "Đã làm", 101, []))),
        Recording("field.unknown_choice", "no such violation", RecordF1 with { Violation = (ViolationCode)20 }),
        Recording("field.empty", "null in a list", RecordF1 with { ResponsiblePosts = ["Trưởng khoa", null!] }),
        Recording("field.empty", "the empty id", RecordF1 with { Finding = default }),
        Recording("field.list_too_long", "501 items", RecordF1 with
        {
            ResponsiblePosts = [.. Enumerable.Range(0, 501).Select(i => "Chức vụ " + i)],
        }),
        Recording("field.personal_number", "a telephone in a list",
            RecordF1 with { ResponsiblePosts = ["0912345678"] }),
        Recording("personal.not_sealed", "private persons named", RecordF1 with { ResponsiblePersons = ["Ông B"] }),
        Recording("field.too_long", "a clause within a list", RecordF1 with
        {
            Basis = [new LegalBasis("188/2025/NĐ-CP", new string('a', 301))],
        }),
        Recording("act.too_large", "200 long posts", RecordF1 with
        {
            ResponsiblePosts = [.. Enumerable.Range(100, 200).Select(i => new string('ạ', 100) + i)],
        }),
        new("personal.not_sealed", "an attesting witness",
            () => SectionsSigned().When(Leader, Minutes with { AttestingWitness = "Bà C" })),
        new("field.date_out_of_range", "before 2020", () => Assembled().When(Admin,
            Appoint(new DateOnly(2019, 12, 31)))),
        new("field.date_out_of_range", "after 2100", () => Assembled().When(Admin, Appoint(new DateOnly(2101, 1, 1)))),
        new("field.date_out_of_range", "within a document", () => Found().On("17/06").When(Chairman,
            Extend with { Document = Extend.Document with { Date = DateOnly.MinValue } })),
        new("field.not_a_body_code", "small letters", () => Assembled().When(Admin,
            new BodyCommand.RegisterBody(new BodyCode("syt"), BodyKind.Department, "Sở", "Department"))),
        new("field.not_a_body_code", "no code at all", () => Assembled().When(Admin,
            new BodyCommand.RegisterBody(default, BodyKind.Department, "Sở", "Department"))),
        Recording("field.item_twice", "one post named twice", RecordF1 with
        {
            ResponsiblePosts = ["Trưởng khoa", "Phó Trưởng khoa", "Trưởng khoa"],
        }),
        Sent("field.no_fields", "a list in the place of fields", "[]"),
        Sent("field.missing", "no text", Fields("\"percent\":5")),
        Sent("field.given_twice", "two texts", Fields("\"percent\":5,\"text\":\"a\",\"text\":\"b\"")),
        Sent("field.no_such_field", "a field too many", Fields("\"percent\":5,\"text\":\"a\",\"more\":1")),
        Sent("field.no_such_field", "a name that nobody can read", Fields("\"\\u001b[2J\":1")),
        Sent("field.no_such_field", "half a character in a name", Fields("\"\\ud83d\":1")),
        Sent("field.wrong_kind", "a text for a number", Fields("\"percent\":\"5\"")),
        Sent("field.empty", "null for a text", Fields("\"text\":null")),
        Sent("field.not_whole", "one half", Fields("\"percent\":0.5")),
        Sent("field.not_whole", "more than any number", Fields("\"percent\":1e400")),
        Sent("field.number_out_of_range", "more than 32 bits", Fields("\"percent\":2147483648")),
        Sent("field.bad_characters", "half a character in a text", Fields("\"text\":\"\\ud83d\"")),
        new("field.not_an_id", "a text that is no UUID", () => new Situation().WhenSent("assignment.ReceiveAssignment",
            "{\"assignment\":\"T-07\"}")),
        new("field.not_a_date", "30 February", () => new Situation().WhenSent("assignment.RequestExtension",
            "{\"newDue\":\"2026-02-30\"}")),
        new("field.unknown_choice", "a number for a choice's name", () => new Situation().WhenSent(
            "assignment.IssueAssignment", "{\"reportEvery\":\"0\"}")),
        new("field.money_out_of_range", "more than 64 bits", () => new Situation().WhenSent("finding.RecordDissent",
            "{\"ownAmount\":99999999999999999999}")),
        new("field.sum_too_large", "findings of an old ledger that overflow", () => FieldworkEnded()
            .Given(Facts.StreamOf(F1), Huge(F1)).Given(Facts.StreamOf(F2), Huge(F2)).When(Leader,
                new InspectionCommand.ConsolidateReport(Joint, Dong(0)))),
    ];

    private static OfficerCommand Appoint(DateOnly from) => new OfficerCommand.AppointOfficer(Leader.Id,
        new MandateId(Id("new")), Syt, "Thanh tra viên", [Power.Inspect], from);

    private static FindingEvent Huge(FindingId id) => new FindingEvent.FindingRevised(Dong(0), Dong(long.MaxValue),
        null, null, "Số liệu cũ", ChairmanPaper("01/QĐ-UBND", "01/06"));

    private static string Fields(string fields) => $$"""{"assignment":"{{Id("T-07")}}",{{fields}}}""";

    private static Case Sent(string code, string when, string fields) => new(code, "in JSON, " + when,
        () => new Situation().WhenSent("assignment.ReportProgress", fields));

    private static Case Named(string code, string when, string text) => new(code, when, () => Assembled().When(Admin,
        new BodyCommand.RegisterBody(new BodyCode("BV-B"), BodyKind.Facility, text, "Hospital B")));

    private static Case Described(string code, string when, string text) => new(code, when, () => Decided().When(
        Chairman, IssueDecision with { Inspection = new InspectionId(Id("other")), Scope = text }));

    private static Case Recording(string code, string when, FindingCommand command) =>
        new(code, when, () => Fieldwork().On("10/06").When(BhxhInspector, command));
}
