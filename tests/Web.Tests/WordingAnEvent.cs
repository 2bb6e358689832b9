using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using Supervision.Domain;
using Supervision.Projections.Counts;
using Supervision.Projections.Money;
using Supervision.Web.Trail;

namespace Supervision.Web.Tests;

public sealed class WordingAnEvent
{
    private static readonly ResourceManager Texts = new("Supervision.Web.Resources.Texts", typeof(Site).Assembly);

    public static TheoryData<string> Languages => new("vi", "en");

    [Theory]
    [MemberData(nameof(Languages))]
    public void every_field_of_every_event_has_a_label_or_is_silent(string language) =>
        Codec.Events.Values.SelectMany(t => t.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Select(p => p.Name).Distinct().Where(name => !EventDetails.Silent.Contains(name))
            .Where(name => Text("field." + name, language) is null).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void every_role_has_a_name(string language) =>
        Enum.GetValues<Role>().Where(r => Text("role." + r, language) is null).ShouldBeEmpty();

    [Fact]
    public void every_account_has_a_name() =>
        new[] { typeof(Accounts), typeof(CountAccounts) }
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(f => f.IsLiteral)
            .Select(f => (string)f.GetRawConstantValue()!)
            .Where(account => !Projections.Texts.IsFigure(account)).ShouldBeEmpty();

    [Fact]
    public void both_languages_have_the_same_keys_and_the_same_places_for_values()
    {
        foreach (DictionaryEntry text in Texts.GetResourceSet(CultureInfo.InvariantCulture, true, false)!)
        {
            var key = (string)text.Key;
            var english = Text(key, "en").ShouldNotBeNull(key);
            for (var place = 0; place < 4; place++)
            {
                var mark = "{" + place.ToString(CultureInfo.InvariantCulture) + "}";
                english.Contains(mark, StringComparison.Ordinal)
                    .ShouldBe(((string)text.Value!).Contains(mark, StringComparison.Ordinal), key);
            }
        }
    }

    private static string? Text(string key, string language) =>
        Texts.GetString(key, CultureInfo.GetCultureInfo(language));
}
