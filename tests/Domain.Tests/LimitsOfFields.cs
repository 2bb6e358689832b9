using System.Globalization;
using System.Reflection;
using System.Text;

namespace Supervision.Domain.Tests;

/// <summary>
/// Every text, list, day, number, sum, choice and id of every command has its limits, and whoever breaks one is told
/// which field it was, in both languages.
/// </summary>
public sealed class LimitsOfFields
{
    private static readonly CultureInfo[] Cultures = [new("vi-VN"), new("en-GB")];

    public static TheoryData<string> Commands => [.. Codec.Commands.Keys.OrderBy(n => n, StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void hold_in_each_field_and_are_told_by_its_name(string name)
    {
        var command = Any.Of(Codec.Commands[name]);
        Fields.Check(command).ShouldBeNull();
        var broken = 0;
        foreach (var field in Any.FieldsOf(command))
        {
            foreach (var (code, value) in Breaks(field))
            {
                var refusal = Fields.Check(field.With(value));
                refusal?.Code.ShouldBe(code, field.Path);
                refusal.ShouldNotBeNull($"{field.Path}: {code}");
                var place = field.Path + (code == "field.item_twice" ? "[1]" : "");
                foreach (var culture in Cultures)
                    DomainTexts.Sentence(refusal, culture).ShouldContain($"({place})");
                broken++;
            }
        }

        broken.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void of_numbers_are_declared_for_every_field_of_a_command() =>
        NumbersOf(Codec.Commands.Values).Where(f => LimitOf(f) is null).Select(f => f.Record.Name + "." + f.Path)
            .ShouldBeEmpty();

    [Fact]
    public void of_numbers_are_declared_for_every_field_of_an_event_but_what_the_program_counts_itself() =>
        NumbersOf(Codec.Events.Values).Where(f => LimitOf(f) is null).Select(NameOf).Distinct()
            .ShouldBe(["ruleVersion", "roleTable", "pausedDays"], ignoreOrder: true);

    [Fact]
    public void of_numbers_are_declared_for_nothing_else() => Fields.Numbers.Keys
        .Except(NumbersOf(Codec.Commands.Values.Concat(Codec.Events.Values)).Select(NameOf)).ShouldBeEmpty();

    private static IEnumerable<Any.Field> NumbersOf(IEnumerable<Type> types) =>
        types.SelectMany(type => Any.FieldsOf(Any.Of(type))).Where(f => IsNumber(f.Type));

    private static IEnumerable<(string Code, object? Value)> Breaks(Any.Field field)
    {
        var type = Nullable.GetUnderlyingType(field.Type) ?? field.Type;
        if (field.Property.IsDefined(typeof(PersonalAttribute)))
            return [];
        if (type == typeof(string))
            return Texts(field.Property.IsDefined(typeof(LongTextAttribute)) ? 4_000 : 300);
        if (type == typeof(DateOnly))
        {
            return [("field.date_out_of_range", new DateOnly(2019, 12, 31)),
                ("field.date_out_of_range", new DateOnly(2101, 1, 1))];
        }

        if (type == typeof(Money))
        {
            return [("field.money_out_of_range", new Money(-1)),
                ("field.money_out_of_range", new Money(Money.DongMax + 1))];
        }

        if (type == typeof(long) || type == typeof(int))
            return Numbers(field, type);
        if (type == typeof(BodyCode))
            return [("field.not_a_body_code", new BodyCode("syt"))];
        if (type.IsEnum)
            return [("field.unknown_choice", Enum.ToObject(type, 10_000))];
        if (type.IsValueType && type.IsAssignableTo(typeof(IIdentifier)))
            return [("field.empty", Activator.CreateInstance(type))];
        return type is { IsGenericType: true, IsInterface: true } ? Lists(type.GetGenericArguments()[0]) : [];
    }

    private static (string, object?)[] Numbers(Any.Field field, Type type)
    {
        var limit = LimitOf(field).ShouldNotBeNull(field.Path + " has no limit: declare it in Fields.Numbers");
        var code = NameOf(field) == "year" ? "field.year_out_of_range" : "field.number_out_of_range";
        return [(code, Convert.ChangeType(limit.Least - 1, type, null)),
            (code, Convert.ChangeType(limit.Most + 1, type, null))];
    }

    private static NumberLimit? LimitOf(Any.Field field) => Fields.Numbers.GetValueOrDefault(NameOf(field));

    private static string NameOf(Any.Field field) => field.Path.Split('.')[^1].Split('[')[0];

    private static bool IsNumber(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: false } t
        && Type.GetTypeCode(t) is >= TypeCode.SByte and <= TypeCode.Decimal;

    private static (string, object?)[] Texts(int max) =>
    [
        ("field.too_long", new string('a', max + 1)), ("field.empty", " "), ("field.bad_characters", "a\u0000b"),
        ("field.not_nfc", "Bệnh viện".Normalize(NormalizationForm.FormD)),
    ];

    private static (string, object?)[] Lists(Type item)
    {
        var long501 = Array.CreateInstance(item, 501);
        for (var i = 0; i < long501.Length; i++)
            long501.SetValue(Any.Of(item), i);
        var twice = Array.CreateInstance(item, 2);
        twice.SetValue(long501.GetValue(0), 0);
        twice.SetValue(long501.GetValue(0), 1);
        return [("field.list_too_long", long501), ("field.item_twice", twice)];
    }
}
