namespace Supervision.Domain;

/// <summary>
/// The time of Asia/Ho_Chi_Minh: UTC+7, without summer time, whatever the machine's zone and its zone files.
/// </summary>
public static class VietnamTime
{
    /// <summary>Hours ahead of UTC.</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>The day in Vietnam at an instant.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant of a day and a time of day in Vietnam.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day.ToDateTime(time), Offset);

    /// <summary>The first instant after the day.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day.AddDays(1), TimeOnly.MinValue);
}
