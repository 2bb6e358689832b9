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
        Recording("field.unknown_choice", "no such violation", RecordF1 with { Violation = (ViolationCode)20 }),
        Recording("field.empty", "null in a list", RecordF1 with { ResponsiblePosts = ["Trưởng khoa", null!] }),
        Recording("field.empty", "the empty id", RecordF1 with { Finding = default }),
        Recording("field.list_too_long", "501 items", RecordF1 with
        {
            ResponsiblePosts = [.. Enumerable.Repeat("a", 501)],
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
            ResponsiblePosts = [.. Enumerable.Repeat(new string('ạ', 100), 200)],
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
        new("field.sum_too_large", "findings of an old ledger that overflow", () => FieldworkEnded()
            .Given(Facts.StreamOf(F1), Huge(F1)).Given(Facts.StreamOf(F2), Huge(F2)).When(Leader,
                new InspectionCommand.ConsolidateReport(Joint, Dong(0)))),
    ];

    private static OfficerCommand Appoint(DateOnly from) => new OfficerCommand.AppointOfficer(Leader.Id,
        new MandateId(Id("new")), Syt, "Thanh tra viên", [Power.Inspect], from);

    private static FindingEvent Huge(FindingId id) => new FindingEvent.FindingRevised(Dong(0), Dong(long.MaxValue),
        null, null, "Số liệu cũ", ChairmanPaper("01/QĐ-UBND", "01/06"));

    private static Case Named(string code, string when, string text) => new(code, when, () => Assembled().When(Admin,
        new BodyCommand.RegisterBody(new BodyCode("BV-B"), BodyKind.Facility, text, "Hospital B")));

    private static Case Described(string code, string when, string text) => new(code, when, () => Decided().When(
        Chairman, IssueDecision with { Inspection = new InspectionId(Id("other")), Scope = text }));

    private static Case Recording(string code, string when, FindingCommand command) =>
        new(code, when, () => Fieldwork().On("10/06").When(BhxhInspector, command));
}
