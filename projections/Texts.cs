using System.Globalization;
using System.Resources;

namespace Supervision.Projections;

/// <summary>The words of statuses and figures, in Vietnamese and English.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources =
        new("Supervision.Projections.Texts", typeof(Texts).Assembly);

    /// <summary>What a figure is called, by its account: "Đã thu hồi".</summary>
    public static string Figure(string account, CultureInfo culture) => Get("figure." + account, culture);

    /// <summary>Whether there is a figure of this name.</summary>
    public static bool IsFigure(string account) =>
        Resources.GetString("figure." + account, CultureInfo.InvariantCulture) is not null;

    /// <summary>What a role is called: "Đối tượng".</summary>
    public static string Role(Money.Role role, CultureInfo culture) =>
        Get("role." + role.ToString().ToLowerInvariant(), culture);

    internal static string Get(string key, CultureInfo culture, params ReadOnlySpan<object?> values) =>
        string.Format(culture, Resources.GetString(key, culture)
            ?? throw new MissingManifestResourceException("No text " + key), values);

    /// <summary>In time, or late by so many days.</summary>
    internal static string Late(string key, int days, CultureInfo culture) => days == 0
        ? Get(key + ".in_time", culture) : Get(key + ".late", culture, Count(days, "day", culture));

    internal static string Times(int times, CultureInfo culture) => Count(times, "time", culture);

    internal static string WorkingDays(int days, CultureInfo culture) => Count(days, "working_day", culture);

    /// <summary>Day and month; the year too where it differs from the other day's.</summary>
    internal static string Day(DateOnly day, DateOnly other, CultureInfo culture) =>
        day.ToString(day.Year == other.Year ? "dd'/'MM" : "dd'/'MM'/'yyyy", culture);

    private static string Count(int count, string noun, CultureInfo culture) =>
        Get(count == 1 ? noun + ".one" : noun + ".many", culture, count);
}
