using System.Collections;
using System.Globalization;
using System.Resources;

namespace Supervision.Domain.Tests;

/// <summary>What people call each field of each command, in both languages.</summary>
public sealed class LabelsOfFields
{
    private static readonly string[] Cultures = ["vi", "en"];

    [Fact]
    public void are_there_for_each_field_in_both_languages()
    {
        foreach (var culture in Cultures)
        {
            var labels = Labels(culture);
            Records().SelectMany(r => Fields(r).Where(f => !labels.ContainsKey("Field." + f)
                    && !labels.ContainsKey($"Field.{r.Name}.{f}"))
                .Select(f => $"{r.Name}.{f} has no label: add Field.{f} to DomainTexts, {culture}")).ShouldBeEmpty();
        }
    }

    [Fact]
    public void are_none_that_no_field_uses()
    {
        var used = Records().SelectMany(r => Fields(r).Select(f => $"Field.{r.Name}.{f}")).ToHashSet();
        foreach (var culture in Cultures)
        {
            var labels = Labels(culture).Keys.ToHashSet();
            var general = Records().SelectMany(r => Fields(r).Where(f => !labels.Contains($"Field.{r.Name}.{f}")))
                .Select(f => "Field." + f);
            labels.Except(used).Except(general).ShouldBeEmpty("no field of a command is called so");
        }
    }

    [Fact]
    public void of_one_record_are_not_the_same_for_two_fields()
    {
        foreach (var record in Records())
        {
            foreach (var culture in Cultures)
            {
                Fields(record).GroupBy(f => DomainTexts.Label(record, f, new CultureInfo(culture)))
                    .Where(g => g.Count() > 1).Select(g => $"{record.Name}: {string.Join(", ", g)} are all {g.Key}")
                    .ShouldBeEmpty();
            }
        }
    }

    [Fact]
    public void name_the_place_in_a_list_and_what_it_is_in()
    {
        var command = typeof(Assignments.AssignmentCommand.DraftAssignment);
        var clears = new FieldPath(null, command, "clears");
        var third = new FieldPath(clears, typeof(Assignments.SixClears), "addressees", 2);
        var field = new FieldPath(third, typeof(Assignments.Addressee), "body");
        Word(field, "vi-VN").ShouldBe("""
            "cơ quan, đơn vị" của "cơ quan thực hiện", mục thứ 3 của "6 rõ" (clears.addressees[2].body)
            """);
        Word(field, "en-GB").ShouldBe("""
            "body" of "addressees", item 3 of "six clears" (clears.addressees[2].body)
            """);
        DomainTexts.Sentence(new Refusal("field.missing", Law.Product, third with { Of = null, Item = null }),
            new CultureInfo("vi-VN")).ShouldBe(
            "Trường \"cơ quan thực hiện\" (addressees): chưa có trong lệnh. Bổ sung trường này.");
    }

    private static string Word(FieldPath field, string culture) => DomainTexts.Word(field, new CultureInfo(culture));

    /// <summary>The commands and the records in them.</summary>
    private static HashSet<Type> Records()
    {
        var records = new HashSet<Type>();
        foreach (var command in Codec.Commands.Values)
        {
            records.Add(command);
            records.UnionWith(Any.FieldsOf(Any.Of(command)).Select(f => f.Record));
        }

        return records;
    }

    private static IEnumerable<string> Fields(Type record) => record.GetProperties()
        .Where(p => p.CanWrite && p.GetIndexParameters().Length == 0)
        .Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]);

    // Without the neutral texts that stand in where a language has none.
    private static Dictionary<string, string> Labels(string culture) =>
        new ResourceManager("Supervision.Domain.DomainTexts", typeof(DomainTexts).Assembly)
            .GetResourceSet(culture == "vi" ? CultureInfo.InvariantCulture : new CultureInfo(culture), true, false)!
            .Cast<DictionaryEntry>().Where(e => ((string)e.Key).StartsWith("Field.", StringComparison.Ordinal))
            .ToDictionary(e => (string)e.Key, e => (string)e.Value!);
}
