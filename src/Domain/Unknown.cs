namespace Supervision.Domain;

/// <summary>
/// The end of a switch that a law test proves unreachable for every event and command of the catalogue.
/// </summary>
internal static class Unknown
{
    public static InvalidOperationException Event(Event e) => new("No arm for the event " + e.GetType().Name);

    public static InvalidOperationException Command(Command c) => new("No arm for the command " + c.GetType().Name);
}
