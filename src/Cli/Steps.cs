using System.Globalization;
using Spectre.Console;

namespace Supervision.Cli;

/// <summary>Steps that take their time: each says what it is while it lasts, and then how long it took.</summary>
public static class Steps
{
    /// <summary>Does the step with the text <c>step.NAME</c>, and says how long it took if it succeeds.</summary>
    public static async Task<T> TimeAsync<T>(string name, Func<Task<T>> step)
    {
        var label = Texts.Get("step." + name);
        var started = TimeProvider.System.GetTimestamp();
        // The verification has a progress bar of its own.
        var result = name == "verify" || !Terminal.Error.Profile.Capabilities.Interactive ? await step()
            : await Terminal.Error.Status().StartAsync(label.EscapeMarkup(), _ => step());
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        Terminal.Line(Texts.Get("step.took", label, seconds.ToString("0.0", Texts.Culture)));
        return result;
    }

    /// <inheritdoc cref="TimeAsync{T}(string, Func{Task{T}})"/>
    public static Task TimeAsync(string name, Func<Task> step) => TimeAsync(name, async () =>
    {
        await step();
        return true;
    });

    /// <summary>A number of bytes in the largest unit that leaves a digit before the comma.</summary>
    public static string Size(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var unit = 0;
        var value = (double)bytes;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value.ToString("0.#", Texts.Culture)} {units[unit]}");
    }
}
