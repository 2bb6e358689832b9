using System.Reflection;
using Supervision.Domain.DataSubjects;
using Supervision.Domain.Findings;
using Supervision.Domain.Inspections;
using static Supervision.Domain.Tests.Cast;
using static Supervision.Domain.Tests.Refusals.RefusedSealing;
using static Supervision.Domain.Tests.Story;

namespace Supervision.Domain.Tests.Accepted;

public sealed class SealingValues
{
    [Fact]
    public void a_sealed_witness_is_recorded_as_it_is()
    {
        var s = SectionsSigned().On("23/06").When(Leader, Minutes with { AttestingWitness = Sealed() });
        ((Answer.Events)s.Answer).List.Select(e => e.Event).OfType<InspectionEvent.MinutesSigned>()
            .ShouldHaveSingleItem().AttestingWitness.ShouldBe(Sealed());
    }

    [Fact]
    public void sealed_persons_are_recorded_as_they_are()
    {
        string[] persons = [Sealed(), Sealed(blocks: 15)];
        var s = Fieldwork().On("10/06").When(BhxhInspector, RecordF1 with { ResponsiblePersons = persons });
        ((Answer.Events)s.Answer).List.Select(e => e.Event).OfType<FindingEvent.FindingRecorded>()
            .ShouldHaveSingleItem().ResponsiblePersons.ShouldBe(persons);
    }

    [Fact]
    public void a_person_is_erased_by_a_document() => Assembled().When(Admin, Destroy)
        .Then((Facts.StreamOf(PersonB), new DataSubjectEvent.PersonalKeyDestroyed(PersonB, Destroy.Reason,
            Destroy.Basis, Destroy.Document)),
            ("docno/UBND/QĐ-UBND/2026/150", new DocumentEvent.NumberTaken(
                Destroy.Document.Number, Destroy.Document.Issuer, Destroy.Document.Date, Destroy.Document.Sha256)));

    [Fact]
    public void a_person_is_erased_once() =>
        Assembled().Given(Admin, Destroy).When(Admin, Destroy).ThenNothing();

    [Fact]
    public void an_erased_value_is_shown_as_erased_and_another_as_sealed()
    {
        DomainTexts.Word(SealState.Erased, new("vi")).ShouldBe("đã xóa");
        DomainTexts.Word(SealState.Erased, new("en")).ShouldBe("erased");
        DomainTexts.Word(SealState.Sealed, new("vi")).ShouldBe("(đã niêm phong)");
        DomainTexts.Word(SealState.Sealed, new("en")).ShouldBe("(sealed)");
    }

    [Fact]
    public void the_longest_value_is_as_long_as_said() =>
        Sealed(blocks: SealedValue.PaddedBytesMax / SealedValue.BlockBytes).Length
            .ShouldBe(SealedValue.CharactersMax);

    [Fact]
    public void a_command_says_its_name_and_nothing_that_is_in_it() =>
        (Minutes with { AttestingWitness = "Bà C" }).ToString().ShouldBe("SignMinutes");

    // Sealing and reading know texts and lists of texts that stand in the command or event itself, and a value is
    // bound to its field's name, which must therefore be the same in the command and the event.
    [Fact]
    public void every_personal_field_is_one_that_can_be_sealed()
    {
        var all = typeof(Event).Assembly.GetTypes().SelectMany(t => t.GetProperties())
            .Where(p => p.IsDefined(typeof(PersonalAttribute))).ToList();
        all.ShouldNotBeEmpty();
        all.ShouldAllBe(p => p.PropertyType == typeof(string) || p.PropertyType == typeof(IReadOnlyList<string>));
        all.ShouldAllBe(p => p.DeclaringType!.IsSubclassOf(typeof(Event))
            || p.DeclaringType.IsSubclassOf(typeof(Command)));
        NamesIn(all, typeof(Command)).ShouldBe(NamesIn(all, typeof(Event)));
    }

    private static IEnumerable<string> NamesIn(IEnumerable<PropertyInfo> all, Type kind) =>
        all.Where(p => p.DeclaringType!.IsSubclassOf(kind)).Select(p => p.Name).Distinct().Order();
}
