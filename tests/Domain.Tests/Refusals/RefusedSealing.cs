using Supervision.Domain.DataSubjects;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Refusals;

/// <summary>Personal values: before they are sealed, sealed, and after their person was erased.</summary>
internal static class RefusedSealing
{
    public static readonly DataSubjectId PersonB = new(Id("person B"));

    public static readonly DataSubjectCommand.DestroyPersonalKey Destroy = new(PersonB, "Theo yêu cầu của đương sự",
        Basis, ChairmanPaper("150/QĐ-UBND", "12/01"));

    public static readonly IReadOnlyList<Case> Cases =
    [
        Witness("personal.not_sealed", "in plain text", "Bà C"),
        Witness("personal.not_sealed", "a person without a box", "sealed/1:" + PersonB.Value),
        Witness("personal.not_sealed", "another version", Sealed().Replace("/1:", "/2:", StringComparison.Ordinal)),
        Witness("personal.not_sealed", "a person in capitals", Sealed().ToUpperInvariant()),
        Witness("personal.not_sealed", "nobody", Sealed(new DataSubjectId(Guid.Empty))),
        Witness("personal.not_sealed", "text after it", Sealed() + " "),
        Witness("personal.not_sealed", "padding of base64", Sealed(blocks: 2) + "="),
        Witness("personal.not_sealed", "half a block", Sealed()[..^8]),
        Witness("personal.not_sealed", "more than the longest", Sealed(blocks: 16)),
        Witness("personal.not_sealed", "loose bits at the end", Sealed()[..^1] + "B"),
        Recording("personal.not_sealed", "one of several", [Sealed(), "Ông B"]),
        Recording("field.empty", "null in a list", [Sealed(), null!]),
        Recording("act.too_large", "more persons than an entry holds", [.. Enumerable.Repeat(Sealed(), 250)]),
        Plain("personal.not_sealed", "somebody's sealed value given as plain", Sealed()),
        Plain("field.too_long", "a name of 301 characters", new string('a', 301)),
        Plain("field.empty", "blanks", "  "),
        Plain("field.bad_characters", "a control character", "Ông\u0007 B"),
        Plain("field.not_nfc", "decomposed Vietnamese", "Bà Mận".Normalize(System.Text.NormalizationForm.FormD)),
        Plain("personal.no_such_field", "a person for a field that is not there", "Ông B", "responsiblePersons[1]"),
        new("field.empty", "the empty person", () => new Situation().WhenPlain(["Ông B"],
            new Dictionary<string, DataSubjectId> { ["responsiblePersons[0]"] = default })),
        new("field.list_too_long", "501 persons", () => new Situation().WhenPlain(
            [.. Enumerable.Repeat("Ông B", 501)], new Dictionary<string, DataSubjectId>())),
        new("personal.key_destroyed", "a value of a person who was erased", () => SectionsSigned()
            .On("23/06").Given(Admin, Destroy, Day("12/01"))
            .When(Leader, Minutes with { AttestingWitness = Sealed() })),
        new("personal.key_destroyed", "one of several values", () => Fieldwork().On("10/06")
            .Given(Admin, Destroy, Day("12/01")).When(BhxhInspector, RecordF1 with
            {
                ResponsiblePersons = [Sealed(new DataSubjectId(Id("person A"))), Sealed()],
            })),
        new("datasubject.no_basis", "an erasure without a law",
            () => Assembled().When(Admin, Destroy with { Basis = [] })),
        new("mandate.lacks_power", "an erasure by an inspector", () => Assembled().When(Leader, Destroy)),
        new("field.personal_number", "a reason that names the person", () => Assembled().When(Admin,
            Destroy with { Reason = "Theo đơn của 031095001234" })),
    ];

    /// <summary>A well-formed sealed value; what is in the box is nothing to the domain.</summary>
    public static string Sealed(DataSubjectId? person = null, int blocks = 1) =>
        new SealedValue(person ?? PersonB, new byte[SealedValue.NonceBytes + SealedValue.TagBytes
            + (blocks * SealedValue.BlockBytes)]).ToString();

    private static Case Witness(string code, string when, string witness) => new(code, "a witness, " + when,
        () => SectionsSigned().When(Leader, Minutes with { AttestingWitness = witness }));

    private static Case Recording(string code, string when, IReadOnlyList<string> persons) => new(code,
        "persons, " + when, () => Fieldwork().On("10/06").When(BhxhInspector,
            RecordF1 with { ResponsiblePersons = persons }));

    private static Case Plain(string code, string when, string text, string? named = null) => new(code,
        "before sealing, " + when, () => new Situation().WhenPlain([text],
            named is null ? [] : new Dictionary<string, DataSubjectId> { [named] = PersonB }));
}
