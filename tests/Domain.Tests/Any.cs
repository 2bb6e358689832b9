using System.Collections;
using System.Reflection;

namespace Supervision.Domain.Tests;

/// <summary>A command of any type with every field filled in, and each of its fields in turn.</summary>
internal static class Any
{
    /// <summary>A field of a command: its path, the attributes' property, and a copy with another value.</summary>
    public sealed record Field(string Path, Type Type, PropertyInfo Property, Func<object?, object> With)
    {
        /// <summary>The record that has the field.</summary>
        public Type Record => Property.ReflectedType!;
    }

    /// <summary>An instance with a value within the limits in each field; personal fields are left out.</summary>
    public static object Of(Type type) => Make(type);

    /// <summary>Every field of the record and of the records and lists in it.</summary>
    public static IEnumerable<Field> FieldsOf(object record, string path = "")
    {
        foreach (var p in record.GetType().GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            var name = path + char.ToLowerInvariant(p.Name[0]) + p.Name[1..];
            object With(object? value) => Copy(record, p, value);
            yield return new Field(name, p.PropertyType, p, With);
            var value = p.GetValue(record);
            foreach (var inner in Inner(value, name, p, With))
                yield return inner;
        }
    }

    private static IEnumerable<Field> Inner(object? value, string name, PropertyInfo p, Func<object?, object> with)
    {
        if (value is IList { Count: > 0 } list)
        {
            var item = list[0]!;
            object Wrap(object? x) => with(ListOf(item.GetType(), x, [.. list.Cast<object>().Skip(1)]));
            yield return new Field(name + "[0]", item.GetType(), p, Wrap);
            foreach (var inner in Inner(item, name + "[0]", p, Wrap))
                yield return inner;
        }
        else if (IsRecord(value?.GetType()))
        {
            foreach (var inner in FieldsOf(value!, name + "."))
                yield return inner with { With = x => with(inner.With(x)) };
        }
    }

    private static object Make(Type type)
    {
        var t = Nullable.GetUnderlyingType(type) ?? type;
        if (t == typeof(string))
            return "Nội dung";
        if (t == typeof(DateOnly))
            return new DateOnly(2026, 1, 12);
        if (t == typeof(Guid))
            return Cast.Id("any");
        if (t == typeof(int) || t == typeof(long))
            return Convert.ChangeType(1, t, null);
        if (t == typeof(bool))
            return false;
        if (t == typeof(BodyCode))
            return Cast.Syt;
        if (t.IsEnum)
            return Enum.GetValues(t).GetValue(0)!;
        if (t.IsGenericType && t.IsAssignableTo(typeof(IEnumerable)))
            return ListOf(t.GetGenericArguments()[0], Make(t.GetGenericArguments()[0]));
        var constructor = t.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => IsPersonal(t, p.Name!) ? null
            : Numbered(p) ?? Make(p.ParameterType))]);
    }

    // The least number that the field holds.
    private static object? Numbered(ParameterInfo p) => (Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType)
        is var t && (t == typeof(int) || t == typeof(long)) && Fields.Numbers.GetValueOrDefault(
            char.ToLowerInvariant(p.Name![0]) + p.Name[1..]) is { } limit
        ? Convert.ChangeType(limit.Least, t, null) : null;

    private static bool IsPersonal(Type t, string parameter) =>
        t.GetProperty(parameter)?.IsDefined(typeof(PersonalAttribute)) == true;

    private static Array ListOf(Type item, object? first, params object[] others)
    {
        var list = Array.CreateInstance(item, others.Length + 1);
        list.SetValue(first, 0);
        others.CopyTo(list, 1);
        return list;
    }

    private static bool IsRecord(Type? t) => t is { IsClass: true, IsArray: false }
        && t.Namespace?.StartsWith("Supervision", StringComparison.Ordinal) == true;

    // Records copy by their hidden clone method; the copy's property is set as an initialiser would.
    private static object Copy(object record, PropertyInfo p, object? value)
    {
        var copy = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        p.SetValue(copy, value);
        return copy;
    }
}
